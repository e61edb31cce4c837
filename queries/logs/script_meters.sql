-- A script's total of a meter on a day by the logs, with its bounds. A meter that logs can show is
-- zero, without a script, on a day that has logs of objects. Sockets accepted without hibernation
-- log no messages, so an account with any of them has no message count. Rows and storage are known
-- only where usage lines state them. A dispatcher logs the requests of its user Workers too. Where
-- no dispatcher of the account is known, the low end of Workers' requests leaves out that many.
-- grain: account, meter, usage_on, script
-- kind: table
with counted as (
    select account, script, meter, usage_on, events as low, events as total, events as high
    from logs.counts
),
durations as (
    select account, script, 'durable_objects.active_us' as meter, usage_on, low_us, base_us, high_us
    from logs.active_days
    union all
    select account, script, 'durable_objects.idle_hibernatable_us', usage_on, idle_us, idle_us,
        idle_us
    from logs.active_days
),
lines as (
    select account, script, hour_at::date as usage_on, rows_read, rows_written
    from staging.log_usage_hours
),
rows_counted as (
    select account, script, 'durable_objects.rows_read' as meter, usage_on, rows_read as total
    from lines
    where rows_read is not null
    union all
    select account, script, 'durable_objects.rows_written', usage_on, rows_written
    from lines
    where rows_written is not null
    union all
    select account, script, 'durable_objects.sql_byte_days', usage_on, stored_bytes
    from logs.stored_days
),
object_days as (
    select distinct account, usage_on
    from logs.days
    where is_object
        and (coalesce(entrypoint, '') = '' or (account, script, entrypoint) in (
            select (account, script, class) from logs.classes
        ))
),
zeros as (
    select distinct d.account, k.object_meter as meter, d.usage_on
    from object_days as d
    cross join ref.log_kinds as k
    where k.object_meter is not null
    union
    select account, 'durable_objects.unknown_requests', usage_on from object_days
    union
    select account, 'durable_objects.inbound_messages', usage_on
    from object_days
    where account not in (select account from logs.classes where has_upgrades)
),
dispatched as (
    select account, usage_on, sum(events) as events
    from logs.user_workers
    where account not in (select account from logs.dispatchers)
    group by account, usage_on
),
requested as (
    select account, usage_on, sum(events) as events
    from logs.counts
    where meter = 'workers.requests'
    group by account, usage_on
),
long as (
    select account, script, meter, usage_on, low, total, high from counted
    union all
    select account, script, meter, usage_on, low_us, base_us, high_us from durations
    union all
    select account, script, meter, usage_on, total, total, total from rows_counted
    union all
    select account, null, 'workers.requests', usage_on, -least(d.events, r.events), 0, 0
    from dispatched as d
    join requested as r using (account, usage_on)
    union all
    select account, null, meter, usage_on, 0, 0, 0 from zeros
)
select
    account,
    script,
    meter,
    usage_on,
    sum(low)::hugeint as low,
    sum(total)::hugeint as total,
    sum(high)::hugeint as high
from long
group by account, script, meter, usage_on
