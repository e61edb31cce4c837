-- The flat charge that a plan brings, if any, and whether the plan pays for usage that needs a paid
-- plan. Usage that any plan pays for is marked in its row of the price book.
-- grain: plan
-- kind: declaration
select
    null::varchar as plan,
    null::varchar as sku,
    null::boolean as is_paid,
    null::varchar as says
where false
