-- SKUs that must be in use because another one is, although nothing in the analytics counts them.
-- For example, what is logged is also stored.
-- grain: used_sku, sku
-- kind: declaration
select null::varchar as used_sku, null::varchar as sku, null::varchar as source_url
where false
