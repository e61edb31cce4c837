-- Statements that tenants were given: each version, the sum that earlier versions stated, and the
-- sum that it states. The amount to pay of a version is the difference.
-- grain: account, period_id, tenant, version
-- column basis: Which amounts were told: invoiced or predicted
-- column reason: Why the version was given; null for the first
-- column total_usd: What the version tells in all [USD]
select
    account,
    period_id,
    tenant,
    statement,
    version,
    issued_at,
    basis,
    currency,
    invoice_numbers,
    told_usd,
    total_usd,
    (total_usd - coalesce(told_usd, 0))::decimal(38, 2) as change_usd,
    reason
from staging.issued_statements
