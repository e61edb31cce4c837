-- Lines of your budgets as loaded: how many dollars a billing period may cost, as a whole, by SKU
-- or by tenant, from when to when.
-- grain: load_id, line
-- kind: declaration
select
    null::varchar as load_id,
    null::varchar as account,
    null::bigint as line,
    null::varchar as scope,
    null::varchar as name,
    null::varchar as amount_usd,
    null::varchar as valid_from,
    null::varchar as valid_to,
    null::varchar as other_fields
where false
