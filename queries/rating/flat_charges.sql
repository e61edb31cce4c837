-- The subscription that an account's plan brings, for the period that starts on a day, at the price
-- of that day. An invoice prints the one of the period that follows its usage.
-- grain: account, charged_on, scenario, sku
-- kind: table
-- see: https://developers.cloudflare.com/workers/platform/pricing/
with starts as (
    select account, starts_on as charged_on from params.periods
    union
    select account, ends_on from params.periods
)
select
    a.account,
    p.charged_on,
    s.scenario,
    l.sku,
    b.price_usd,
    b.price_usd::decimal(38, 2) as amount_usd,
    b.grade,
    b.source_url
from params.accounts as a
join ref.plans as l on l.plan = a.plan and l.sku is not null
join starts as p on p.account = a.account
cross join params.scenarios as s
left join rating.price_rows as b
    on b.sku = l.sku and b.starts_on <= p.charged_on and b.ends_on > p.charged_on
