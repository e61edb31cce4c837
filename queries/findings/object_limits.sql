-- The thresholds for judging a day of a Durable Object, in one row: those of the signatures and a
-- few more.
-- grain: awake_span_of
with signatures as (
    select
        any_value(threshold) filter (where signature = 'alarm_loop') as loop_threshold,
        any_value(threshold_of) filter (where signature = 'alarm_loop') as loop_threshold_of,
        any_value(at_least) filter (where signature = 'alarm_loop') as loop_at_least,
        any_value(threshold) filter (where signature = 'alarm_cadence') as cadence_threshold,
        any_value(threshold_of) filter (where signature = 'alarm_cadence') as cadence_threshold_of,
        any_value(at_least) filter (where signature = 'alarm_cadence') as cadence_at_least,
        any_value(threshold) filter (where signature = 'no_hibernation') as socket_threshold,
        any_value(threshold_of) filter (where signature = 'no_hibernation') as socket_threshold_of,
        any_value(at_least) filter (where signature = 'no_hibernation') as socket_at_least,
        any_value(threshold) filter (where signature = 'long_requests') as long_threshold,
        any_value(threshold_of) filter (where signature = 'long_requests') as long_threshold_of,
        any_value(at_least) filter (where signature = 'long_requests') as long_at_least,
        any_value(threshold) filter (where signature = 'idle_tail') as idle_threshold,
        any_value(threshold_of) filter (where signature = 'idle_tail') as idle_threshold_of,
        any_value(at_least) filter (where signature = 'idle_tail') as idle_at_least,
        any_value(threshold) filter (where signature = 'held_open') as held_threshold,
        any_value(threshold_of) filter (where signature = 'held_open') as held_threshold_of,
        any_value(at_least) filter (where signature = 'held_open') as held_at_least,
        any_value(at_least) filter (where signature = 'kept_awake') as kept_at_least
    from ref.signatures
),
further as (
    select
        any_value(value) filter (where threshold = 'active_us') as active_us,
        any_value(value) filter (where threshold = 'awake_span_of') as awake_span_of,
        any_value(value) filter (where threshold = 'busy_span_of') as busy_span_of,
        any_value(value) filter (where threshold = 'linger_us') as linger_us,
        any_value(value) filter (where threshold = 'ping_us') as ping_us,
        any_value(value) filter (where threshold = 'message_us') as message_us,
        any_value(value) filter (where threshold = 'together_alarm_us') as together_alarm_us,
        any_value(value) filter (where threshold = 'together_call_us') as together_call_us,
        any_value(value) filter (where threshold = 'together_call_times') as together_call_times,
        any_value(value) filter (where threshold = 'long_part_of') as long_part_of
    from ref.signature_thresholds
)
select s.*, f.* from signatures as s cross join further as f
