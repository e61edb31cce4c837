-- A saved GraphQL answer for one dataset: a slice of account, dataset, grouping and window. Rows
-- that were rejected are counted: with one of them it does not hold the whole slice.
-- `asked_fields` are the paths that its request names, where the request was saved with it;
-- `narrowed_by` is what that filters by besides the time, so that the answer is of a part of the
-- account. `zone` is the zone that it is of, where the dataset is asked zone by zone.
-- grain: capture_id
-- kind: declaration
-- see: https://developers.cloudflare.com/analytics/graphql-api/
select
    null::varchar as capture_id,
    null::varchar as load_id,
    null::varchar as account,
    null::varchar as dataset,
    null::varchar as grouping_key,
    null::timestamp as window_starts_at,
    null::timestamp as window_ends_at,
    null::timestamp as captured_at,
    null::bigint as row_count,
    null::bigint as row_limit,
    null::varchar as error_message,
    null::boolean as is_window_inferred,
    null::boolean as is_time_inferred,
    null::bigint as rejected_rows,
    null::varchar[] as asked_fields,
    null::varchar as narrowed_by,
    null::varchar as zone
where false
