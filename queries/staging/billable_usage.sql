-- Cloudflare's billable-usage feed by service and day. Of several answers for a day the newest
-- counts. Accumulated amounts are not taken, because they must not be added up. A service has
-- several rows a day, one per subscription or zone. The services of version 1 have the invoice's
-- own wording. `metric_id` is null in version 1 and may be null in version 2.
-- grain: load_id, row_number
-- kind: table
select
    load_id,
    row_number,
    account,
    captured_at,
    service_name,
    wording_of(service_name) as wording,
    metric_id,
    version as feed_version,
    charge_class,
    subscription_id,
    billing_currency as currency,
    try_cast(left(billing_period_start, 10) as date) as period_starts_on,
    try_cast(left(billing_period_end, 10) as date) as period_ends_on,
    try_cast(left(charge_period_start, 10) as date) as charged_on,
    try_cast(consumed_quantity as decimal(38, 18)) as consumed_quantity,
    nullif(consumed_unit, '') as consumed_unit,
    try_cast(pricing_quantity as decimal(38, 18)) as pricing_quantity,
    try_cast(contracted_cost as decimal(38, 12)) as contracted_cost_usd
from (
    -- Databases written before the version was stored: a metric id means version 2.
    select *, coalesce(feed_version, case when metric_id is null then '1' else '2' end) as version
    from raw.billable_usage
)
qualify dense_rank() over (
    partition by account, version, left(charge_period_start, 10)
    order by captured_at desc nulls last, load_id desc
) = 1
