-- What a workload group does in its period: what it counts, and how long its objects are active.
-- Three things keep an object active all the time: open sockets accepted without hibernation, a
-- timer that pushes, and staying in memory between alarms. Other objects are active only while a
-- handler runs. Setting an alarm writes a row, or a unit of key-value storage.
-- grain: account, group_number
-- kind: table
-- empty without: usage.workload_counts
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
-- see: https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/
-- column days: Days of the period of the estimate [days]
with handled as (
    select
        *,
        (socket_api = 'accept' and sockets_per_object > 0)
            or (pushes > 0 and push_trigger = 'timer')
            or (between_alarms = 'awake' and alarms > 0) as is_awake,
        alarms + push_alarms as alarm_requests,
        least(
            half_up_div(
                (messages + requests) * handler_ns + alarms * alarm_ns + pushes * push_ns, 1000
            ),
            objects * days * 86400000000
        ) as handler_us
    from usage.workload_counts
)
select
    account,
    group_number,
    days,
    upgrades,
    requests + push_requests as requests,
    alarm_requests,
    hibernation_messages,
    messages - hibernation_messages as accepted_messages,
    case
        when active_us is not null then active_us
        when hibernated_millionths is not null
            then half_up_div(open_us * (1000000 - hibernated_millionths), 1000000)
        when is_awake then greatest(open_us, handler_us)
        else handler_us
    end as active_us,
    case
        when active_us is not null or hibernated_millionths is not null or is_awake then 0
        else least(
            (hibernation_messages + alarms + pushes) * 10000000, greatest(open_us - handler_us, 0)
        )
    end as idle_hibernatable_us,
    half_up_div(messages * rows_read_millionths, 1000000) as rows_read,
    half_up_div(messages * rows_written_millionths, 1000000)
        + case when alarm_storage = 'sqlite' then alarm_requests else 0 end as rows_written,
    case when alarm_storage = 'key_value' then alarm_requests else 0 end as kv_write_units,
    objects * stored_bytes_per_object * days as sql_byte_days
from handled
