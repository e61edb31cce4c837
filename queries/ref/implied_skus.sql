-- SKUs that are in use where another one is, though nothing in the analytics counts them: what runs
-- or is logged is also kept.
-- grain: used_sku, sku
-- kind: declaration
select null::varchar as used_sku, null::varchar as sku, null::varchar as source_url
where false
