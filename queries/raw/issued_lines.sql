-- The lines of statements that tenants were given, as they were at that time. `told_usd` is the
-- amount of the version before.
-- grain: account, period_id, tenant, version, line_key
-- kind: declaration
select
    null::varchar as account,
    null::varchar as period_id,
    null::varchar as tenant,
    null::integer as version,
    null::varchar as line_key,
    null::bigint as line_number,
    null::varchar as name,
    null::decimal(28, 9) as quantity,
    null::varchar as unit,
    null::varchar as price_says,
    null::decimal(38, 2) as told_usd,
    null::decimal(38, 2) as amount_usd,
    null::varchar as says
where false
