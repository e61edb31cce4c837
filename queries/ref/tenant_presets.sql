-- Lines that fit many accounts, ready for a tenant map. `flaretally tenants preset` prints them.
-- grain: preset
-- kind: declaration
select
    null::varchar as preset,
    null::varchar as says,
    null::varchar as tenant,
    null::varchar as kind,
    null::varchar as value,
    null::varchar as match
where false
