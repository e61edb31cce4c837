-- How often a subscription is charged, in months.
-- grain: frequency
-- kind: declaration
-- see: https://developers.cloudflare.com/api/resources/accounts/subresources/subscriptions/
select
    null::varchar as frequency,
    null::integer as months
where false
