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
    case when regexp_matches(weight, '^(0?\.\d{1,9}|[01](\.0{0,9})?)$')
        then (weight::decimal(19, 9) * 1000000000::decimal(10, 0))::hugeint
    end as weight_billionths,
    valid_from,
    valid_to,
    case when regexp_matches(valid_from, '^\d{4}-\d{2}-\d{2}$') then try_cast(valid_from as date)
        when valid_from is null then date '0001-01-01'
    end as from_on,
    case when regexp_matches(valid_to, '^\d{4}-\d{2}-\d{2}$') then try_cast(valid_to as date)
        when valid_to is null then date '9999-12-31'
    end as to_on,
    named_account,
    coalesce(is_too_long, false) as is_too_long
from trimmed
