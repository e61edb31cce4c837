-- The analytics beside the logs, a row per meter, on the days of a billing period that have both.
-- The analytics give the total; the logs only divide it.
-- grain: account, period_id, meter
-- column difference: Usage by the logs less that by the analytics [unit of the meter]
-- column percent: Difference as a percentage of the analytics, in words; null where these are zero
select
    account,
    period_id,
    meter,
    days,
    analytics_total,
    log_total,
    log_low,
    log_high,
    log_total - analytics_total as difference,
    case when analytics_total > 0 then printf(
        '%s %%',
        (
            half_up_div((log_total - analytics_total) * 1000, analytics_total)::decimal(28, 0)
            * 0.1::decimal(2, 1)
        )::varchar
    ) end as percent
from usage.log_differences
