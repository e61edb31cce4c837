-- Days on which the requests of a Worker multiplied and its subrequests by as many, which they did
-- not match before: it calls itself (`self_calls`). And days on which a resource appeared or its
-- dearest meter multiplied (`multiplied`), in micro-dollars at list prices.
-- grain: account, period_id, signature, resource_key, usage_on
-- kind: table
with rises as materialized (
    select r.*, p.period_id
    from findings.rises as r
    join params.day_periods as p using (account, usage_on)
),
subrequests as (
    select
        r.account,
        r.resource_key,
        r.usage_on,
        sum(n.total) filter (where n.usage_on = r.usage_on) as total,
        coalesce(
            sum(n.total) filter (where n.usage_on < r.rose_on)
                // nullif(count(*) filter (where n.usage_on < r.rose_on), 0), 0
        ) as usual
    from rises as r
    join usage.observed_days as n
        on n.account = r.account and n.resource_key = r.resource_key
        and n.observation = 'workers.subrequests' and n.usage_on <= r.usage_on
        and n.usage_on >= r.rose_on - 62
    where r.meter = 'workers.requests'
    group by r.account, r.resource_key, r.usage_on, r.rose_on
)
select
    r.account,
    r.period_id,
    s.signature,
    r.resource_key,
    r.usage_on,
    r.total as measured,
    r.usual as per,
    r.total - r.usual as spared,
    r.total as spared_of,
    null::varchar as spared_meter
from rises as r
join subrequests as n using (account, usage_on, resource_key)
join ref.signatures as s on s.signature = 'self_calls'
where r.meter = 'workers.requests' and r.total >= s.at_least
    and r.total * s.threshold_of >= r.usual * s.threshold
    and abs(n.total - n.usual - (r.total - r.usual)) * 10 <= r.total - r.usual
    and (n.usual * 2 <= r.usual or n.usual >= r.usual * 2)
union all
select
    r.account,
    r.period_id,
    s.signature,
    r.resource_key,
    r.usage_on,
    r.value,
    r.usual_value,
    r.total - r.usual,
    r.total,
    r.meter
from rises as r
join ref.signatures as s on s.signature = 'multiplied'
where r.value >= s.at_least and r.total * s.threshold_of >= r.usual * s.threshold
qualify row_number() over (
    partition by r.account, r.period_id, r.resource_key, r.usage_on order by r.value desc, r.meter
) = 1
