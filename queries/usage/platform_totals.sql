-- What Workers for Platforms used in a billing period, by its analytics, else by its logs: requests
-- of user Workers, and the CPU time of user Workers and their dispatchers. A call of a dispatcher
-- and its user Worker is one request. Nothing rates this usage yet.
-- grain: account, period_id
-- kind: table
-- see: https://developers.cloudflare.com/cloudflare-for-platforms/workers-for-platforms/reference/pricing/
with analytics as (
    select
        w.account,
        b.period_id,
        w.dispatch_namespace,
        sum(w.requests) filter (
            where w.dispatch_namespace is not null and w.status is distinct from 'internalError'
        ) as requests,
        sum(w.cpu_us) as cpu_us
    from staging.workers_invocations as w
    join usage.capture_days as d
        on d.capture_id = w.capture_id and d.usage_on = w.usage_on and d.is_split
        and d.meter = 'workers.requests'
    join params.billing_days as b
        on b.account = w.account and b.usage_on = w.usage_on
        and w.observed_at >= b.starts_at and w.observed_at < b.ends_at
    where w.dispatch_namespace is not null or w.is_dispatcher in ('1', 'true')
    group by all
),
logs as (
    select
        h.account,
        b.period_id,
        h.dispatch_namespace,
        sum(h.events) as requests,
        sum(h.cpu_ms) * 1000 as cpu_us
    from staging.log_hours as h
    join params.billing_days as b
        on b.account = h.account and h.hour_at >= b.starts_at and h.hour_at < b.ends_at
    where h.dispatch_namespace is not null and not h.is_object
    group by all
),
counted as (
    select * from analytics
    union all
    select l.* from logs as l anti join analytics as a using (account, period_id)
)
select
    account,
    period_id,
    coalesce(sum(requests), 0)::hugeint as requests,
    coalesce(sum(cpu_us), 0)::hugeint as cpu_us,
    list(dispatch_namespace order by dispatch_namespace)
        filter (where dispatch_namespace is not null) as dispatch_namespaces
from counted
group by account, period_id
