-- Lines of the allocation policies that cannot be used, with the reason.
-- grain: load_id, line
-- kind: table
-- empty without: staging.policy_rows
with reasons as (
    select load_id, line, reason from staging.policy_reasons where reason is not null
    union all
    select load_id, line, reason from staging.policy_conflicts
)
select
    r.load_id,
    r.account,
    r.line,
    p.reason,
    concat_ws(
        ',', r.subject, r.policy, r.tenant, r.weight, r.valid_from, r.valid_to
    ) as content
from reasons as p
join raw.policies as r using (load_id, line)
