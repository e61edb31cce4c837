-- The charges of a closed billing period as last stated: what its close froze, and what was
-- corrected since.
-- grain: account, period_id, statement_id, category, charge_key
with told as (
    select account, period_id, version, statement_id, category, charge_key, sku, description,
        amount_usd
    from ops.close_charges
    union all
    select account, period_id, version, statement_id, category, charge_key, sku, description,
        change_usd
    from ops.charge_corrections
)
select
    account,
    period_id,
    version,
    statement_id,
    category,
    charge_key,
    any_value(sku) as sku,
    min(description) as description,
    sum(amount_usd)::decimal(38, 2) as amount_usd
from told
semi join active_closes using (account, period_id, version)
group by 1, 2, 3, 4, 5, 6
