-- What the invocations of a workload group write to Workers Logs in its period, and how much of it
-- is kept. An event is the log of an invocation, or a line that the invocation writes. Head
-- sampling is applied first. Above a number of events a day, an account keeps only one of many.
-- Messages on sockets that were accepted without hibernation belong to the invocation that opened
-- the socket.
-- grain: account, group_number
-- kind: table
-- empty without: usage.workload_counts
-- see: https://developers.cloudflare.com/workers/observability/logs/workers-logs/
-- column days: Days of the period of the estimate [days]
with rules as (
    select
        max(value) filter (where rule = 'daily_events') as daily_events,
        max(value) filter (where rule = 'kept_beyond_one_in') as one_in,
        max(value) filter (where rule = 'event_bytes') as event_bytes,
        max(value) filter (where rule = 'retention_days') as retention_days
    from ref.log_rules
),
invoked as (
    select
        *,
        coalesce(
            log_invocations,
            upgrades + requests + push_requests + alarms + push_alarms + hibernation_messages
        ) as invocations
    from usage.workload_counts
    where log_events_millionths is not null
),
sampled as (
    select
        *,
        half_up_div(invocations * log_events_millionths, 1000000) as written_events,
        half_up_div(
            invocations * log_events_millionths * head_sampling_millionths, 1000000000000
        ) as sampled_events
    from invoked
),
summed as (
    select *, sum(sampled_events) over (partition by account)::hugeint as all_events
    from sampled
)
select
    s.account,
    s.group_number,
    s.days,
    s.invocations,
    s.written_events,
    s.sampled_events,
    case
        when s.all_events <= r.daily_events * s.days then s.sampled_events
        else half_up_share(
            s.sampled_events,
            r.daily_events * s.days
                + half_up_div(s.all_events - r.daily_events * s.days, r.one_in),
            s.all_events
        )
    end as kept_events,
    coalesce(s.log_event_bytes, r.event_bytes) as event_bytes,
    coalesce(s.log_retention_days, r.retention_days) as retention_days,
    s.log_event_bytes is null as is_typical_size
from summed as s
cross join rules as r
