-- A quantity of a SKU that an estimate states, as a decimal text of at most 9 decimals.
-- grain: account, sku
-- kind: declaration
select
    null::varchar as account,
    null::varchar as sku,
    null::varchar as quantity
where false
