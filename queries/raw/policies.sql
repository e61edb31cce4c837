-- Lines of the allocation policies as loaded: how a SKU, or another part of the statement, is
-- divided among tenants, from when to when.
-- grain: load_id, line
-- kind: declaration
select
    null::varchar as load_id,
    null::varchar as account,
    null::bigint as line,
    null::varchar as subject,
    null::varchar as policy,
    null::varchar as tenant,
    null::varchar as weight,
    null::varchar as valid_from,
    null::varchar as valid_to,
    null::varchar as other_fields
where false
