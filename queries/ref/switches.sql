-- The switches of a scenario, the values each takes (a whole number above zero, or words), and
-- whether it acts on a SKU quantity as well as on meters.
-- grain: switch
-- kind: declaration
select
    null::varchar as switch,
    null::varchar as allowed,
    null::boolean as acts_on_quantities,
    null::varchar as says
where false
