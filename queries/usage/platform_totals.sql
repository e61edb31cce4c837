-- What Workers for Platforms used in a billing period by the logs: requests of user Workers and
-- their CPU time. Nothing rates this usage: analytics are rated where they were saved.
-- grain: account, period_id
-- kind: table
-- empty without: raw.log_hours
-- see: https://developers.cloudflare.com/cloudflare-for-platforms/workers-for-platforms/reference/pricing/
-- column requests: Requests of user Workers, by the logs [count]
with logs as (
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
)
select
    account,
    period_id,
    coalesce(sum(requests), 0)::hugeint as requests,
    coalesce(sum(cpu_us), 0)::hugeint as cpu_us,
    list(dispatch_namespace order by dispatch_namespace)
        filter (where dispatch_namespace is not null) as dispatch_namespaces
from logs
group by account, period_id
