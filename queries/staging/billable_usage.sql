-- Cloudflare's own feed by service and day, of several answers for a day the newest. Amounts that
-- the feed accumulates are not taken: they must not be added up. A service has several rows a day,
-- one a subscription or zone. `metric_id` is null in version 1, whose name of the service is the
-- invoice's own wording.
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
from raw.billable_usage
qualify dense_rank() over (
    partition by account, left(charge_period_start, 10)
    order by captured_at desc nulls last, load_id desc
) = 1
