-- Steps that explain a duration that only logs count: the part of each class, and why it has a low
-- and a high end.
-- grain: account, period_id, sku, step_number, step
select
    d.account,
    d.period_id,
    k.sku,
    2 as step_number,
    printf('%s of %s', d.class, d.script) as step,
    printf(
        '%s GB-s, %s to %s', plain_digits(d.base_gb_s), plain_digits(d.low_gb_s),
        plain_digits(d.high_gb_s)
    ) as value,
    d.band as detail,
    'logs/active_days.sql' as rule,
    k.source_url
from report.log_class_durations as d
join usage.meter_sources as s using (account, period_id)
join ref.sku_meters as k using (meter)
where s.source = 'logs' and s.meter = 'durable_objects.active_us' and d.class is not null
