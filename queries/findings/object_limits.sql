-- The thresholds by which days of Durable Objects are judged, in one row: those of signatures and
-- the further ones.
-- grain: awake_span_of
with signatures as (
    select any_value(s) filter (where s.signature = 'alarm_loop') as loops,
        any_value(s) filter (where s.signature = 'alarm_cadence') as cadence,
        any_value(s) filter (where s.signature = 'no_hibernation') as sockets,
        any_value(s) filter (where s.signature = 'long_requests') as long,
        any_value(s) filter (where s.signature = 'held_open') as held
    from ref.signatures as s
),
further as (
    select
        any_value(value) filter (where threshold = 'active_us') as active_us,
        any_value(value) filter (where threshold = 'awake_span_of') as awake_span_of,
        any_value(value) filter (where threshold = 'busy_span_of') as busy_span_of,
        any_value(value) filter (where threshold = 'ping_us') as ping_us,
        any_value(value) filter (where threshold = 'message_us') as message_us,
        any_value(value) filter (where threshold = 'together_alarm_us') as together_alarm_us,
        any_value(value) filter (where threshold = 'together_call_us') as together_call_us,
        any_value(value) filter (where threshold = 'together_call_times') as together_call_times,
        any_value(value) filter (where threshold = 'long_part_of') as long_part_of
    from ref.signature_thresholds
)
select s.*, f.* from signatures as s cross join further as f
