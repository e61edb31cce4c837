-- Your own price list with explicit end dates: a line holds from a day to before another. Without a
-- tenant it is for every tenant.
-- grain: account, tenant, subject, valid_from
-- kind: table
-- empty without: staging.tenant_price_rows
-- column included_quantity: What the own price list includes for each tenant [unit of the SKU]
-- column price_usd: Own price of a block, or the fee; null where the line is a markup [USD]
select
    account,
    tenant,
    subject,
    price_usd,
    per_quantity,
    included_quantity,
    markup_millionths,
    from_on as valid_from,
    to_on as valid_to
from staging.tenant_price_rows
where (load_id, line) not in (select (load_id, line) from staging.tenant_price_problems)
