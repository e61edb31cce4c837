-- The estimates of a run in their order: which account (a file) is rated under which scenario, and
-- what its file says of itself.
-- grain: position
-- kind: declaration
select
    null::integer as position,
    null::varchar as account,
    null::varchar as scenario,
    null::varchar as label,
    null::varchar as note
where false
