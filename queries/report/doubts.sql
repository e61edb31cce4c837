-- Amounts of the chosen scenario that depend on an undocumented rule about an allowance, in words
-- and dollars.
-- grain: account, period_id, subject
-- column subject: SKU, or pool of SKUs that share an allowance
-- column usd: Largest difference between the readings of the rule [USD]
select account, period_id, subject, usd, says
from findings.doubts
join params.selection using (scenario)
