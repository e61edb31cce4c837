-- The allocation policies of a billing period: those that hold on its first day. Without a line a
-- SKU is divided by use, and every other part of a statement stays where it is.
-- grain: account, period_id, subject, policy, tenant, weight
-- kind: table
-- empty without: staging.policies
select distinct
    p.account,
    p.period_id,
    s.subject,
    s.policy,
    s.tenant,
    s.weight_billionths as weight
from staging.policies as s
join params.periods as p
    on p.account = s.account and p.starts_on >= s.valid_from and p.starts_on < s.valid_to
