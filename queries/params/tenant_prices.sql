-- The lines of your own price list in a billing period: those that hold on its first day. A lower
-- rank is more specific: a tenant before every tenant, then a SKU before a product before all.
-- grain: account, period_id, tenant, subject
-- kind: table
-- empty without: staging.tenant_prices
-- column included_quantity: What the own price list includes for each tenant [unit of the SKU]
-- column price_usd: Own price of a block, or the fee; null where the line is a markup [USD]
select
    p.account,
    p.period_id,
    s.tenant,
    s.subject,
    s.price_usd,
    s.per_quantity,
    s.included_quantity,
    s.markup_millionths,
    if(s.tenant is null, 10, 0)
        + case when s.subject = '*' then 3 when ends_with(s.subject, '.*') then 2 else 1 end as rank
from staging.tenant_prices as s
join params.periods as p
    on p.account = s.account and p.starts_on >= s.valid_from and p.starts_on < s.valid_to
