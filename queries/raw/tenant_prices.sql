-- Lines of your own price list as loaded: what a tenant pays for its use of a SKU, or by how much
-- more than its cost, from when to when.
-- grain: load_id, line
-- kind: declaration
select
    null::varchar as load_id,
    null::varchar as account,
    null::bigint as line,
    null::varchar as tenant,
    null::varchar as subject,
    null::varchar as price_usd,
    null::varchar as per,
    null::varchar as included,
    null::varchar as markup,
    null::varchar as valid_from,
    null::varchar as valid_to,
    null::varchar as other_fields
where false
