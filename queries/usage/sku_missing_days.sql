-- On how many days of a billing period the usage of a SKU is not known, though some of it is. A day
-- to come is not missing. A day of which only rejected rows are lacking is incomplete.
-- grain: account, period_id, sku
-- kind: table
-- empty without: usage.meter_sources
-- column days: Days of the billing period [days]
-- column days_missing: Days whose usage is not known [days]
-- column days_rejected: Days of these that lack only rejected rows [days]
-- column says: How many days are missing or incomplete, in words
with days as (
    select s.account, s.period_id, s.meter, c.usage_on, c.status <> 'missing'
            and (c.account, c.meter, c.usage_on) in (
                select (account, meter, usage_on) from usage.rejected_days
            ) as is_rejected
    from usage.meter_sources as s
    join usage.coverage as c using (account, period_id, meter)
    where s.source = c.dataset and c.evidence = 'missing'
    union
    select s.account, s.period_id, s.meter, d.usage_on, false
    from usage.meter_sources as s
    join params.day_periods as d using (account, period_id)
    left join params.running_periods as r using (account, period_id)
    anti join logs.account_days as l
        on l.account = d.account and l.usage_on = d.usage_on
    where s.source = 'logs' and coalesce(d.usage_on < r.judged_at::date, true)
),
counted as (
    select
        d.account,
        d.period_id,
        k.sku,
        count(distinct d.usage_on) as days_missing,
        count(distinct d.usage_on) filter (where not d.is_rejected) as days_absent,
        any_value(p.ends_on - p.starts_on) as days
    from days as d
    join params.periods as p using (account, period_id)
    join ref.sku_meters as k using (meter)
    join usage.sku_sources as s
        on s.account = d.account and s.period_id = d.period_id and s.sku = k.sku
        and s.source = 'meters'
    group by d.account, d.period_id, k.sku
)
select
    * exclude (days_absent),
    days_missing - days_absent as days_rejected,
    concat_ws(
        ', ',
        case when days_absent > 0
            then printf('missing %d %s', days_absent, if(days_absent = 1, 'day', 'days')) end,
        case when days_absent < days_missing
            then printf('%d %s incomplete', days_rejected, if(days_rejected = 1, 'day', 'days')) end
    ) as says
from counted
