-- What each tenant would be told now, beside what it was told last, line by line. A line that no
-- longer exists is $0.00 now. A new line was told nothing before.
-- grain: account, period_id, tenant, line_key
-- column amount_usd: What the tenant would be told now; 0.00 for a line that is gone [USD]
-- column line_key: Line of the statement of the tenant
-- column says: How the amount comes about; null for a line that is gone or has an own price
with last_told as (
    select l.*
    from staging.issued_lines as l
    qualify l.version = max(l.version) over (partition by l.account, l.period_id, l.tenant)
)
select
    account,
    period_id,
    tenant,
    line_key,
    coalesce(n.line_number, t.line_number) as line_number,
    coalesce(n.name, t.name) as name,
    n.quantity,
    coalesce(n.unit, t.unit) as unit,
    coalesce(n.price_says, t.price_says) as price_says,
    t.amount_usd as told_usd,
    coalesce(n.amount_usd, 0)::decimal(38, 2) as amount_usd,
    (coalesce(n.amount_usd, 0) - coalesce(t.amount_usd, 0))::decimal(38, 2) as change_usd,
    n.says
from report.tenant_bills as n
full join last_told as t using (account, period_id, tenant, line_key)
