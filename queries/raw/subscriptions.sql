-- Subscriptions of an account, as the API lists them.
-- grain: load_id, subscription_id
-- kind: declaration
-- see: https://developers.cloudflare.com/api/resources/accounts/subresources/subscriptions/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as subscription_id,
    null::varchar as state,
    null::varchar as price,
    null::varchar as currency,
    null::varchar as frequency,
    null::varchar as rate_plan,
    null::varchar as rate_plan_name,
    null::varchar as component_values,
    null::varchar as period_starts_at,
    null::varchar as period_ends_at
where false
