-- A band of Workers Logs events from the loaded logs, where no other source counts them. The high
-- end is all invocations and lines of the logs, the low end is nothing: no log says which Workers
-- have Workers Logs on, nor how much head sampling keeps. Bytes assume events of the typical size.
-- The amount is that of the high end.
-- grain: account, period_id, sku
-- see: https://developers.cloudflare.com/observability/pricing/
-- column high_usd: Charge if all invocations and lines wrote an event [USD]
with rules as (
    select
        max(value) filter (where rule = 'event_bytes') as event_bytes,
        max(value) filter (where rule = 'retention_days') as retention_days,
        max(value) filter (where rule = 'month_days') as month_days
    from ref.log_rules
),
prices as (
    select * from rating.price_segments where price_usd > 0
),
counted as (
    select
        p.account,
        p.period_id,
        p.sku,
        any_value(p.period_days) as period_days,
        count(distinct e.usage_on) as days,
        sum(e.invocations)::hugeint as invocations,
        case when count(e.log_events) = count(*) then sum(e.log_events)::hugeint end as log_events,
        any_value(columns(['per_quantity', 'price_usd', 'period_included', 'rounding']))
    from logs.written_events as e
    join prices as p
        on p.account = e.account and p.period_id = e.period_id
        and e.usage_on >= p.from_on and e.usage_on < p.to_on
    where p.sku in (
        'workers_logs.log_events', 'observability.ingestion', 'observability.storage'
    )
    group by p.account, p.period_id, p.sku
),
measured as (
    select
        c.*,
        r.event_bytes,
        case c.sku when 'workers_logs.log_events' then 1 else s.bytes_per_gb end as denominator,
        case c.sku
            when 'workers_logs.log_events' then c.log_events
            when 'observability.ingestion' then c.log_events * r.event_bytes
            else half_up_div(c.log_events * r.event_bytes * r.retention_days, r.month_days)
        end as high
    from counted as c
    cross join rules as r
    cross join params.selection
    join params.scenarios as s using (scenario)
    where c.log_events is not null
),
priced as (
    select
        *,
        rounded_units(
            greatest(high - period_included * denominator, 0), per_quantity * denominator, rounding
        ) as units
    from measured
)
select
    account,
    period_id,
    sku,
    days,
    period_days,
    invocations,
    log_events,
    event_bytes,
    0::decimal(38, 9) as low_quantity,
    ratio_9(high, denominator) as high_quantity,
    cents_to_usd(half_up_div(
        units * price_picos(price_usd), per_quantity * denominator * 10000000000
    )) as high_usd
from priced
anti join usage.sku_sources as k using (account, period_id, sku)
