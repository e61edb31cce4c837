-- The FOCUS service category of a product. A product without a row is `Other`.
-- grain: product
-- kind: declaration
-- see: https://focus.finops.org/focus-specification/
select null::varchar as product, null::varchar as service_category
where false
