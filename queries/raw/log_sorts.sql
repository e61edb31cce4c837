-- Sorts of event, each under a number that only this database knows: where the code ran, what began
-- it and how it ended. `kind` is of ref.log_kinds, else the log's own word.
-- grain: sort_key
-- kind: declaration
select
    null::integer as sort_key,
    null::integer as place_key,
    null::varchar as kind,
    null::varchar as outcome
where false
