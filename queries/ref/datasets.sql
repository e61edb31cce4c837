-- The datasets of the GraphQL Analytics API that are read: the name of their tables in raw and
-- staging, how their time is requested, what shows that they are sampled, how finely they know the
-- time, whether an answer without a row means `zero` or `unknown`, and how many minutes after an
-- event its row may still be missing (`grade` and `says` are about that). An answer that was saved
-- sooner is late. A refused dataset that is not `is_everywhere` is missing only if the product is
-- seen in use.
-- grain: dataset
-- kind: declaration
-- see: https://developers.cloudflare.com/analytics/graphql-api/
select
    null::varchar as dataset,
    null::varchar as relation,
    null::varchar as scope,
    null::varchar as time_filter,
    null::varchar as sampling,
    null::varchar as grain,
    null::boolean as has_total,
    null::boolean as is_everywhere,
    null::varchar as missing_row,
    null::bigint as arrives_within_minutes,
    null::bigint as kept_days,
    null::varchar as grade,
    null::varchar as says,
    null::varchar as source_url
where false
