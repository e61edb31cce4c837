-- Running totals of a line by price segment: as we count them (`ours`), as the billable-usage feed
-- does (`feed`), and with the one factor of quantity that the invoice shows (`theirs`). That factor
-- is days cut off, another ratio, or the printed quantity, whose difference is assumed to lie at
-- the end of the period.
-- grain: account, period_id, line_key, counted, from_on
-- kind: table
with segments as (
    select
        s.*,
        f.* exclude (account, period_id, line_key, reading),
        s.is_ours and f.factor is distinct from 'ratio' as is_kept,
        row_number() over (same_line order by s.from_on desc) = 1 as is_last,
        s.count_number = max(s.count_number) over same_line as is_last_count,
        f.numerator - arg_max(s.running, s.from_on) over same_line as earlier,
        case f.line_shape when 'unit' then f.printed_numerator * s.per_quantity
            else f.printed_numerator end as printed
    from variance.trial_segments as s
    join variance.quantity_factors as f using (account, period_id, line_key)
    window same_line as (partition by s.account, s.period_id, s.line_key, s.reading)
),
cut as (
    select s.account, s.period_id, s.line_key, s.from_on, sum(q.numerator) as numerator
    from segments as s
    join params.selection as t on t.scenario = s.reading
    join rating.day_quantities as q
        on q.account = s.account and q.period_id = s.period_id and q.sku = s.sku
        and q.scenario = s.reading
        and q.usage_on >= greatest(s.from_on, s.cut_on) and q.usage_on < s.to_on
    where s.factor = 'cut_off'
    group by all
),
targets as (
    select
        account,
        period_id,
        line_key,
        case
            when line_shape = 'tier' then printed
            when printed > billable_numerator - greatest(running - included, 0)
                then printed - billable_numerator + greatest(running, included)
            else least(running, included)
        end as target
    from segments
    where is_last and factor in ('volume', 'worded') and is_ours
)
select account, period_id, line_key, 'ours' as counted, * exclude (account, period_id, line_key)
from segments
where is_ours
union all by name
select
    s.* exclude (running),
    'theirs' as counted,
    case
        when s.factor in ('volume', 'worded') and s.is_last then t.target
        when s.factor in ('volume', 'worded') and s.is_last_count
            then least(s.running, t.target)
        else s.running - coalesce(sum(c.numerator) over (
            partition by s.account, s.period_id, s.line_key, s.count_number order by s.from_on
        ), 0)
    end::hugeint as running
from segments as s
left join cut as c using (account, period_id, line_key, from_on)
left join targets as t using (account, period_id, line_key)
where s.is_kept or not s.is_ours
union all by name
select
    s.* exclude (running),
    'feed' as counted,
    case when s.is_last then f.numerator - s.earlier when s.is_last_count
        then least(s.running, f.numerator - s.earlier) else s.running end::hugeint as running
from segments as s
join reconcile.feed as f using (account, period_id, sku)
where s.is_ours
