-- A file that was loaded, identified by its content. Loading it twice has the same result as
-- loading it once.
-- grain: load_id
-- kind: declaration
select
    null::varchar as load_id,
    null::varchar as kind,
    null::varchar as account,
    null::varchar as source_file,
    null::timestamp as loaded_at,
    null::bigint as row_count,
    null::bigint as reject_count
where false
