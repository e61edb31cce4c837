-- A group of objects that an estimate describes in place of metered usage, with numbers as decimal
-- text.
-- grain: account, group_number
-- kind: declaration
select
    null::varchar as account,
    null::integer as group_number,
    null::varchar as objects,
    null::varchar as sockets_per_object,
    null::varchar as sockets_opened,
    null::varchar as messages_per_socket_minute,
    null::varchar as hours_per_day,
    null::varchar as requests,
    null::varchar as socket_api,
    null::varchar as handler_ms,
    null::varchar as active_seconds,
    null::varchar as hibernated_share,
    null::varchar as rows_read_per_message,
    null::varchar as rows_written_per_message,
    null::varchar as stored_gb_per_object,
    null::varchar as alarm_every_seconds,
    null::varchar as alarm_ms,
    null::varchar as between_alarms,
    null::varchar as alarm_storage,
    null::varchar as pushes_per_object_minute,
    null::varchar as push_ms,
    null::varchar as push_trigger,
    null::varchar as log_events_per_invocation,
    null::varchar as log_invocations,
    null::varchar as head_sampling_rate,
    null::varchar as log_event_kb,
    null::varchar as log_retention_days
where false
