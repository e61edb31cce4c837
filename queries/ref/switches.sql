-- The switches of a scenario, the values that each may take (a whole number above zero, or words),
-- and whether it also acts on SKU quantities that an estimate states. The values themselves are in
-- `params.scenarios`.
-- grain: switch
-- kind: declaration
select
    null::varchar as switch,
    null::varchar as allowed,
    null::boolean as acts_on_quantities,
    null::varchar as says
where false
