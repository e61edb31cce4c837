-- title: Top movers by dollars
-- The lines whose dollars (invoiced, else predicted) changed most since the billing period before.
-- A line that a statement does not have counts as $0.00.
-- theme: Money
-- meters: all
-- parameter: before; first day of the period to compare with (default: the one before)
-- parameter: rows = 10; at most so many lines
-- unknown: before_usd; What cost how much before is not known: no charges of that period are here.
-- empty: No line changed since the billing period before.
with chosen as (
    select coalesce($before, max(period_id)) as before_id
    from params.periods
    where account = $account and period_id < $period
),
lines as (
    select
        l.period_id = $period as is_now,
        coalesce(k.name, l.invoice_line, l.line_key) as line,
        coalesce(l.invoiced_usd, l.predicted_usd) as usd
    from reconcile.lines as l
    cross join chosen as c
    left join ref.skus as k using (sku)
    where l.account = $account and l.period_id in ($period, c.before_id)
),
changes as (
    select
        line,
        case
            when bool_or(not is_now) then sum(usd) filter (where not is_now)
            when k.has_before then 0
        end::decimal(38, 2) as before_usd,
        case when bool_or(is_now) then sum(usd) filter (where is_now) else 0 end
            ::decimal(38, 2) as now_usd
    from lines
    cross join (select bool_or(not is_now) as has_before from lines) as k
    group by line, k.has_before
)
select
    line,
    before_usd,
    now_usd,
    (now_usd - before_usd)::decimal(38, 2) as change_usd
from changes
where now_usd is distinct from before_usd and (before_usd is not null or now_usd <> 0)
order by abs(change_usd) desc nulls last, now_usd desc, line
limit $rows::integer
