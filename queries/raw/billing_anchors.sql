-- When the billing cycles of an account start, as billable-usage/info gives it.
-- grain: load_id, subscription_id
-- kind: declaration
-- see: https://developers.cloudflare.com/api/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as subscription_id,
    null::varchar as anchor_at,
    null::varchar as starts_at,
    null::varchar as ends_at
where false
