-- The tenant map with spaces, case and the older kind object_name_prefix made uniform, and with
-- days and weights as typed values. A value that cannot be read is null here and named by
-- staging.tenant_problems. Weights are whole billionths.
-- grain: load_id, line
-- kind: table
with trimmed as (
    select
        load_id,
        account,
        line,
        trim(tenant) as tenant,
        lower(trim(kind)) as kind,
        trim(value) as value,
        nullif(lower(trim(match)), '') as match,
        nullif(trim(namespace), '') as namespace,
        nullif(trim(weight), '') as weight,
        nullif(trim(valid_from), '') as valid_from,
        nullif(trim(valid_to), '') as valid_to,
        json_extract_string(other_fields, '$.account') as named_account,
        regexp_matches(other_fields, '"column\d+":"') as is_too_long
    from raw.tenants
)
select
    load_id,
    account,
    line,
    tenant,
    if(kind = 'object_name_prefix', 'object_name', kind) as kind,
    value,
    coalesce(match, if(kind = 'object_name_prefix', 'prefix', 'exact')) as match,
    kind = 'object_name_prefix' and match <> 'prefix' as is_contradicted,
    namespace,
    weight,
    written_share(weight) as weight_billionths,
    valid_from,
    valid_to,
    written_day(valid_from, date '0001-01-01') as from_on,
    written_day(valid_to, date '9999-12-31') as to_on,
    coalesce(match, '') = 'pattern' and contains(tenant, '$1') as is_captured,
    named_account,
    coalesce(is_too_long, false) as is_too_long
from trimmed
