-- What an account subscribes to, with the SKU that predicts it, or the reason why nothing does.
-- grain: account, subscription_id
-- see: https://developers.cloudflare.com/api/resources/accounts/subresources/subscriptions/
-- column price_usd: Price of one term, as the subscription states it [currency of the row]
-- column says: Why the subscription is predicted or is not, in words
select
    account,
    subscription_id,
    coalesce(rate_plan_name, rate_plan) as rate_plan,
    state,
    frequency,
    price_usd,
    currency,
    cycle_starts_on,
    cycle_ends_on,
    sku,
    says
from params.subscriptions
