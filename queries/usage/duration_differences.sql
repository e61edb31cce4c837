-- The duration that the analytics give, beside the duration that follows from active time and the
-- billed memory, by account and period. They should differ only in the last digits of a float.
-- grain: account, period_id
-- kind: table
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
with totals as (
    select
        d.account,
        b.period_id,
        sum(d.duration_gb_s)::decimal(38, 9) as given_gb_s,
        sum(d.active_us)::hugeint as active_us
    from staging.durable_objects_periodic as d
    join usage.capture_days as u
        on u.capture_id = d.capture_id and u.usage_on = d.usage_on and u.is_total
        and u.meter = 'durable_objects.active_us'
    join params.billing_days as b
        on b.account = d.account and b.usage_on = d.usage_on
        and d.observed_at >= b.starts_at and d.observed_at < b.ends_at
    where d.duration_gb_s is not null
    group by d.account, b.period_id
)
select
    d.account,
    d.period_id,
    d.given_gb_s,
    ratio_9(d.active_us * s.memory_mb, s.mb_per_gb * 1000000) as counted_gb_s
from totals as d
join params.scenarios as s on s.scenario = 'base'
