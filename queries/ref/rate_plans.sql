-- Which SKU a subscription is, by the id or the public name of its rate plan, in lower case.
-- grain: rate_plan, effective_from
-- kind: declaration
-- see: https://developers.cloudflare.com/api/resources/accounts/subresources/subscriptions/
select
    null::varchar as rate_plan,
    null::varchar as sku,
    null::date as effective_from,
    null::date as known_on,
    null::varchar as grade,
    null::varchar as source_url,
    null::varchar as says
where false
