-- Days on which a dataset shows nothing, of the account or of some namespaces or scripts, where a
-- sibling shows usage. The loss of a meter is between zero and what the neighbouring days show,
-- less the usage of the day without a namespace or script. A loss below a thousandth of the meter's
-- greatest day is ignored, because usage around midnight may be counted on either day. Of several
-- siblings the one with the largest loss counts. If the total is zero and its split shows usage,
-- that usage is the loss. `lacking` says in words what the dataset does not show.
-- grain: account, period_id, meter, usage_on
-- kind: table
-- column high: Most that the day may have lost; 0 where no day tells it [unit of the meter]
-- column low: Least that the day may have lost, which is 0 [unit of the meter]
with own_days as (
    select s.*
    from usage.sibling_days as s
    join ref.meters as m on m.meter = s.meter and m.dataset = s.source
    where s.level = 'account'
),
seen as (select account, source, usage_on from own_days),
greatest_days as (select account, meter, max(shown) as shown from own_days group by account, meter),
losses as (
    select
        l.* exclude (high),
        (l.high - greatest(coalesce(r.total - r.split, 0), 0))::hugeint as high
    from usage.gap_losses as l
    left join usage.day_readings as r using (account, period_id, meter, usage_on)
    union all by name
    select r.account, r.period_id, m.dataset, 'split' as sibling, r.meter, r.usage_on,
        'account' as level, 1 as resources, r.split as sibling_shows, r.split as high
    from usage.day_readings as r
    join ref.meters as m using (meter)
    where r.total = 0 and r.split > 0 and r.period_id is not null
),
gaps as (
    select
        l.account,
        l.period_id,
        l.meter,
        l.usage_on,
        l.dataset,
        l.sibling,
        l.level,
        l.resources,
        l.counted_as,
        l.sibling_shows,
        0::hugeint as low,
        l.high,
        a.reason as accepted_reason,
        case
            when (l.account, l.dataset, l.usage_on) in (from seen) then printf(
                'nothing of %d %s%s', l.resources, l.level, if(l.resources = 1, '', 's')
            )
            else 'nothing'
        end as lacking
    from losses as l
    join greatest_days as d using (account, meter)
    left join usage.accepted_days as a using (account, dataset, usage_on)
    where l.high * 1000 >= d.shown
        and (l.account, l.meter, l.usage_on) in (
            select (c.account, c.meter, c.usage_on) from usage.capture_days as c where c.is_total
        )
    qualify row_number() over (
        partition by l.account, l.period_id, l.meter, l.usage_on
        order by l.high desc, l.sibling_meter nulls first, l.sibling
    ) = 1
)
select *, false as is_unbounded from gaps
union all by name
select
    s.account,
    s.period_id,
    m.meter,
    s.usage_on,
    s.dataset,
    s.sibling,
    s.level,
    s.resources,
    s.counted_as,
    s.sibling_shows,
    0::hugeint as low,
    0::hugeint as high,
    a.reason as accepted_reason,
    printf('nothing of %d %s%s', s.resources, s.level, if(s.resources = 1, '', 's')) as lacking,
    true as is_unbounded
from usage.silent_days as s
join usage.expected_meters as m on m.account = s.account and m.dataset = s.dataset
left join usage.accepted_days as a
    on a.account = s.account and a.dataset = s.dataset and a.usage_on = s.usage_on
anti join gaps as g
    on g.account = s.account and g.period_id = s.period_id and g.meter = m.meter
    and g.usage_on = s.usage_on
where s.level <> 'account'
