-- The duration that the analytics give beside the one that active time makes at the billed memory,
-- by account and period: they should be the same but for the last digits of a float.
-- grain: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
select
    d.account,
    p.period_id,
    sum(d.duration_gb_s)::decimal(38, 9) as given_gb_s,
    ratio_9(
        (sum(d.active_us) * any_value(s.memory_mb))::hugeint,
        any_value(s.mb_per_gb) * 1000000
    ) as counted_gb_s
from staging.durable_objects_periodic as d
join usage.capture_days as u
    on u.capture_id = d.capture_id and u.usage_on = d.usage_on and u.is_total
join params.periods as p
    on p.account = d.account and d.usage_on >= p.starts_on and d.usage_on < p.ends_on
join params.scenarios as s on s.scenario = 'base'
where d.duration_gb_s is not null
group by d.account, p.period_id
