-- Workload groups with their numbers cast: whole objects and sockets, the rest in millionths. A
-- group that states logged invocations has no objects unless it says how many. A product of two
-- decimals of up to 18 digits may not have more, so each number is cast to more of them.
-- grain: account, group_number
select
    account,
    group_number,
    coalesce(objects, case when log_invocations is null then '1' else '0' end)::hugeint as objects,
    sockets_per_object::hugeint as sockets_per_object,
    sockets_opened,
    socket_api,
    requests::hugeint as requests,
    (messages_per_socket_minute::decimal(28, 6) * 1000000)::hugeint
        as messages_per_minute_millionths,
    (hours_per_day::decimal(28, 6) * 1000000)::hugeint as hours_per_day_millionths,
    (handler_ms::decimal(28, 6) * 1000000)::hugeint as handler_ns,
    (active_seconds::decimal(28, 6) * 1000000)::hugeint as active_us,
    (hibernated_share::decimal(28, 6) * 1000000)::hugeint as hibernated_millionths,
    (rows_read_per_message::decimal(28, 6) * 1000000)::hugeint as rows_read_millionths,
    (rows_written_per_message::decimal(28, 6) * 1000000)::hugeint as rows_written_millionths,
    (stored_gb_per_object::decimal(28, 9) * 1000000000)::hugeint as stored_bytes_per_object,
    (alarm_every_seconds::decimal(28, 6) * 1000000)::hugeint as alarm_every_us,
    (coalesce(alarm_ms, '0')::decimal(28, 6) * 1000000)::hugeint as alarm_ns,
    coalesce(between_alarms, 'sleep') as between_alarms,
    coalesce(alarm_storage, 'sqlite') as alarm_storage,
    (coalesce(pushes_per_object_minute, '0')::decimal(28, 6) * 1000000)::hugeint
        as pushes_per_minute_millionths,
    (coalesce(push_ms, '0')::decimal(28, 6) * 1000000)::hugeint as push_ns,
    push_trigger,
    (log_events_per_invocation::decimal(28, 6) * 1000000)::hugeint as log_events_millionths,
    log_invocations::hugeint as log_invocations,
    ratio_millionths(coalesce(head_sampling_rate, '1')) as head_sampling_millionths,
    (log_event_kb::decimal(28, 3) * 1000)::hugeint as log_event_bytes,
    log_retention_days::hugeint as log_retention_days
from raw.workloads
