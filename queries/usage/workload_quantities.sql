-- SKU quantities of Workers Logs that follow from a workload, in billionths of the SKU's unit.
-- Until Observability is charged by the GB, events are billed; from that day on, the bytes written
-- and the bytes kept are. The bytes kept on the first day are assumed to be those of any other
-- day. A billionth of a GB is a byte.
-- grain: account, sku
-- see: https://developers.cloudflare.com/observability/pricing/
with began as (
    select min(effective_from) as began_on
    from ref.price_book
    where sku = 'observability.ingestion' and price_usd > 0
),
months as (select value as month_days from ref.log_rules where rule = 'month_days'),
parted as (
    select
        l.*,
        least(greatest((b.began_on - p.starts_on)::hugeint, 0), l.days) as event_days
    from usage.workload_logs as l
    join params.stated_periods as p on p.account = l.account
    cross join began as b
),
measured as (
    select
        *,
        half_up_div(kept_events * event_days, days) as events,
        half_up_div(kept_events * (days - event_days) * event_bytes, days) as bytes
    from parted
),
long as (
    select account, 'workers_logs.log_events' as sku, events * 1000000000 as quantity_billionths
    from measured
    union all
    select account, 'observability.ingestion', bytes from measured
    union all
    select account, 'observability.storage', half_up_div(bytes * retention_days, month_days)
    from measured
    cross join months
)
select account, sku, sum(quantity_billionths)::hugeint as quantity_billionths
from long
where quantity_billionths > 0
group by account, sku
