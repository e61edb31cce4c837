-- The flat charge that a plan brings, if any, and whether usage that needs a paid plan is billed on
-- it. What bills on any plan is told by its row of the price book.
-- grain: plan
-- kind: declaration
select
    null::varchar as plan,
    null::varchar as sku,
    null::boolean as is_paid,
    null::varchar as says
where false
