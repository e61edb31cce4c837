-- The flat charge that a plan brings, if any.
-- grain: plan
-- kind: declaration
select
    null::varchar as plan,
    null::varchar as sku,
    null::varchar as says
where false
