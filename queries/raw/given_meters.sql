-- A meter total that an estimate states, in the meter's own unit.
-- grain: account, meter
-- kind: declaration
select
    null::varchar as account,
    null::varchar as meter,
    null::varchar as total
where false
