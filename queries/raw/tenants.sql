-- Lines of the tenant map as loaded: which resource belongs to which tenant, from when to when.
-- grain: load_id, line
-- kind: declaration
select
    null::varchar as load_id,
    null::varchar as account,
    null::bigint as line,
    null::varchar as tenant,
    null::varchar as kind,
    null::varchar as value,
    null::varchar as match,
    null::varchar as namespace,
    null::varchar as weight,
    null::varchar as valid_from,
    null::varchar as valid_to,
    null::varchar as other_fields
where false
