-- The price book as it applies to an account. On a plan that is not paid, rows that need a paid
-- plan include all usage: past a limit operations fail, and nothing is billed.
-- grain: account, sku, starts_on
-- see: https://developers.cloudflare.com/workers/platform/pricing/
-- column included_quantity: Allowance of the price row: a day, month or period of it; 0 for none
-- column included_quantity: [unit of the SKU]
with accounts as (
    select p.account, coalesce(l.is_paid, true) as is_paid
    from (select distinct account from params.periods) as p
    left join params.accounts as a using (account)
    left join ref.plans as l on l.plan = a.plan
)
select
    a.account,
    b.* exclude (plan, allowance),
    case when a.is_paid or b.plan = 'any' then b.allowance else 'unlimited' end as allowance
from accounts as a
cross join rating.price_rows as b
