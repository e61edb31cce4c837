-- Sorts of event: where the code ran, what triggered it and how it ended. Each has a number that is
-- valid in this database only. `kind` is one of ref.log_kinds, else the log's own word.
-- grain: sort_key
-- kind: declaration
select
    null::integer as sort_key,
    null::integer as place_key,
    null::varchar as kind,
    null::varchar as outcome
where false
