-- Subscriptions of an account. Of several answers the newest counts.
-- grain: account, subscription_id
-- kind: table
-- column price_usd: Price of one term, as the subscription states it [currency of the row]
select
    account,
    subscription_id,
    state,
    try_cast(price as decimal(38, 2)) as price_usd,
    coalesce(currency, 'USD') as currency,
    frequency,
    rate_plan,
    rate_plan_name,
    component_values,
    try_cast(rtrim(period_starts_at, 'Z') as timestamp) as period_starts_at,
    try_cast(rtrim(period_ends_at, 'Z') as timestamp) as period_ends_at,
    try_cast(rtrim(period_starts_at, 'Z') as timestamp)::date as starts_on,
    try_cast(rtrim(period_ends_at, 'Z') as timestamp)::date as ends_on
from raw.subscriptions
qualify row_number() over (
    partition by account, subscription_id order by captured_at desc nulls last, load_id desc
) = 1
