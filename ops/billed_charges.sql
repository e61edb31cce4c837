-- What each billing period asks for, by line: a SKU or the words of an invoice. A line of an
-- earlier statement that its invoice prints counts as that statement's.
-- grain: account, period_id, statement_id, category, charge_key
select
    account,
    billing_id as period_id,
    coalesce(statement_id, billing_id) as statement_id,
    category,
    coalesce(sku, description) as charge_key,
    any_value(sku) as sku,
    min(description) as description,
    sum(amount_usd)::decimal(38, 2) as amount_usd
from report.charge_origins
where billing_id is not null
group by 1, 2, 3, 4, 5
