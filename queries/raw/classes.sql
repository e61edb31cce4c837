-- Lines of the list of Durable Object classes as loaded: how a class accepts sockets, and the
-- compatibility date of its Worker.
-- grain: load_id, line
-- kind: declaration
select
    null::varchar as load_id,
    null::varchar as account,
    null::bigint as line,
    null::varchar as script,
    null::varchar as class,
    null::varchar as mode,
    null::varchar as compatibility_date,
    null::varchar as other_fields
where false
