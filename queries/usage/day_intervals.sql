-- Between what bounds the sampled total of a meter lies on a day, at the confidence that was asked
-- for. The bounds of rows are added up, which errs on the wide side.
-- grain: account, meter, usage_on
-- kind: table
-- see: https://developers.cloudflare.com/analytics/graphql-api/features/confidence-intervals/
with invocations as (
    select
        i.capture_id,
        i.account,
        coalesce(t.meter, 'durable_objects.unknown_requests') as meter,
        i.usage_on,
        i.requests_low as low,
        i.requests_high as high
    from staging.durable_objects_invocations as i
    left join ref.invocation_types as t on t.invocation_type = i.invocation_type
    where i.requests_low is not null and i.requests_high is not null
),
workers as (
    select * from staging.workers_invocations where status is distinct from 'internalError'
),
long as (
    select capture_id, account, meter, usage_on, low, high from invocations
    union all
    select capture_id, account, 'workers.requests', usage_on, requests_low, requests_high
    from workers
    where requests_low is not null and requests_high is not null
    union all
    select capture_id, account, 'workers.cpu_us', usage_on, cpu_us_low, cpu_us_high
    from workers
    where cpu_us_low is not null and cpu_us_high is not null
)
select
    l.account,
    l.meter,
    l.usage_on,
    sum(greatest(l.low, 0))::hugeint as low,
    sum(l.high)::hugeint as high
from long as l
join usage.capture_days as d
    on d.capture_id = l.capture_id and d.usage_on = l.usage_on and d.is_total
group by l.account, l.meter, l.usage_on
