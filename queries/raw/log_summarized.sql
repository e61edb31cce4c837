-- Log files whose events are in a loaded file of partial sums, each by the digest of its bytes. So
-- the same file is not counted a second time, by itself or in another file of partial sums.
-- grain: load_key, source_id
-- kind: declaration
select
    null::integer as load_key,
    null::varchar as source_id,
    null::varchar as source_file
where false
