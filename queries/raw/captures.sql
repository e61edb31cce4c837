-- A saved GraphQL answer for one dataset: a slice of account, dataset, grouping and window. An
-- answer with rejected rows does not hold its whole slice, so these are counted. `asked_fields` are
-- the paths that the request named, where the request was saved too. `narrowed_by` is what the
-- request filters by besides time: such an answer is about a part of the account. `narrowed_to` is
-- that part, where the request is about one value of one dimension. `zone` is the tag
-- of the zone, for a dataset that is requested per zone.
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
    null::varchar as narrowed_to,
    null::varchar as zone
where false
