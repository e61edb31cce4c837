-- The allocation policies with spaces and case made uniform, and with days and weights as typed
-- values. A value that cannot be read is null here and named by staging.policy_problems. Weights
-- are whole billionths.
-- grain: load_id, line
-- kind: table
-- empty without: raw.policies
with trimmed as (
    select
        load_id,
        account,
        line,
        lower(trim(subject)) as subject,
        lower(trim(policy)) as policy,
        nullif(trim(tenant), '') as tenant,
        nullif(trim(weight), '') as weight,
        nullif(trim(valid_from), '') as valid_from,
        nullif(trim(valid_to), '') as valid_to,
        json_extract_string(other_fields, '$.account') as named_account,
        regexp_matches(other_fields, '"column\d+":"') as is_too_long
    from raw.policies
)
select
    load_id,
    account,
    line,
    subject,
    policy,
    tenant,
    weight,
    written_share(weight) as weight_billionths,
    valid_from,
    valid_to,
    written_day(valid_from, date '0001-01-01') as from_on,
    written_day(valid_to, date '9999-12-31') as to_on,
    named_account,
    coalesce(is_too_long, false) as is_too_long
from trimmed
