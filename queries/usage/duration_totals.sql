-- The duration that the analytics give, and the active time that they give beside it, by account
-- and period.
-- grain: account, period_id
-- kind: table
-- partition: account, period_id
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
