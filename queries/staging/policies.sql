-- The allocation policies with explicit end dates: a line holds from a day to before another. Two
-- equal lines are one. A weight is in billionths; only the policy `weights` has tenants.
-- grain: account, subject, policy, tenant, weight_billionths, valid_from, valid_to
-- kind: table
-- empty without: staging.policy_rows
select distinct
    account,
    subject,
    policy,
    tenant,
    weight_billionths,
    from_on as valid_from,
    to_on as valid_to
from staging.policy_rows
where (load_id, line) not in (select (load_id, line) from staging.policy_problems)
