-- Workload groups with their numbers cast: whole objects and sockets, the rest in millionths.
-- grain: account, group_number
select
    account,
    group_number,
    objects::hugeint as objects,
    sockets_per_object::hugeint as sockets_per_object,
    sockets_opened,
    socket_api,
    requests::hugeint as requests,
    (messages_per_socket_minute::decimal(18, 6) * 1000000)::hugeint
        as messages_per_minute_millionths,
    (hours_per_day::decimal(18, 6) * 1000000)::hugeint as hours_per_day_millionths,
    (handler_ms::decimal(18, 6) * 1000000)::hugeint as handler_ns,
    (active_seconds::decimal(28, 6) * 1000000)::hugeint as active_us,
    (hibernated_share::decimal(18, 6) * 1000000)::hugeint as hibernated_millionths,
    (rows_read_per_message::decimal(18, 6) * 1000000)::hugeint as rows_read_millionths,
    (rows_written_per_message::decimal(18, 6) * 1000000)::hugeint as rows_written_millionths,
    (stored_gb_per_object::decimal(18, 9) * 1000000000)::hugeint as stored_bytes_per_object
from raw.workloads
