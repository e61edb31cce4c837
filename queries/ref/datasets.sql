-- The datasets of the GraphQL Analytics API that are read: the name of their tables in raw and
-- staging, how their time is asked for, what tells that they are sampled, whether an answer without
-- a row says that there was nothing (zero) or says nothing at all (unknown), and for how long after
-- an event a row may still lack (`grade` and `says` are of that): what is saved sooner is late.
-- Not every account has what is not `is_everywhere`: refused, it is missing only where the product
-- is seen in use.
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
