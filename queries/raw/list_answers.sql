-- An answer for a list of the REST API: that it arrived, or why it did not. The rows of an answer
-- are in the table of its list.
-- grain: load_id, name
-- kind: declaration
-- see: https://developers.cloudflare.com/api/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as name,
    null::varchar as why
where false
