-- SQLite bytes of an object on each day from its first usage line to the last day with logs of the
-- account: the greatest size stated that day, or the last one before it, because idle objects log
-- nothing.
-- grain: account, object_key, usage_on
-- kind: table
with said as (
    select
        account,
        min(script) as script,
        min(class) as class,
        max_by(tenant, (database_ms, database_bytes, tenant)) as tenant,
        object_key,
        hour_at::date as usage_on,
        max(database_bytes) as peak_bytes,
        max_by(database_bytes, (database_ms, database_bytes)) as last_bytes
    from staging.log_usage_hours
    where object_key is not null and database_bytes is not null
    group by account, object_key, hour_at::date
),
last_days as (
    select account, max(usage_on) as last_on from logs.account_days group by account
),
spans as (
    select
        s.*,
        lag(last_bytes) over same_object as carried_bytes,
        greatest(
            coalesce(lead(usage_on) over same_object, (l.last_on + 1)::date), (usage_on + 1)::date
        ) as to_on
    from said as s
    left join last_days as l using (account)
    window same_object as (partition by account, object_key order by usage_on)
)
select
    account,
    script,
    class,
    tenant,
    object_key,
    (usage_on + day_number::integer)::date as usage_on,
    case when day_number = 0 then greatest(peak_bytes, carried_bytes) else last_bytes end
        as stored_bytes
from (
    select *, unnest(range(0, to_on - usage_on)) as day_number
    from spans
)
