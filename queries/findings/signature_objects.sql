-- Days on which a Durable Object did not sleep, by what kept it from it; each day has one cause.
-- Little but its own alarms woke it (`alarm_loop`; `alarm_cadence` where it slept between them).
-- It has sockets and did not hibernate, though messages were few for its time (`no_hibernation`).
-- Its requests did not end (`long_requests`), came so close that it never slept (`idle_tail`), or
-- were not what kept it active, as timers and open calls do (`held_open`).
-- Active time and alarms come along where they are all of what the behaviour used.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/
-- see: https://developers.cloudflare.com/durable-objects/best-practices/websockets/
with thresholds as (
    select
        any_value(threshold) filter (where signature = 'alarm_loop') as alarm_share,
        any_value(threshold_of) filter (where signature = 'alarm_loop') as alarm_share_of,
        any_value(at_least) filter (where signature = 'alarm_loop') as least_alarms,
        any_value(threshold) filter (where signature = 'held_open') as held_us
    from ref.signatures
),
judged as (
    select
        d.*,
        case
            when d.alarms >= t.least_alarms
                and d.alarms * t.alarm_share_of >= d.events * t.alarm_share
                then case when d.active_us * 2 >= d.span_us then 'alarm_loop'
                    else 'alarm_cadence' end
            when d.hibernation_messages = 0 and (d.inbound_messages > 0 or d.open_sockets > 0)
                and d.active_us * 2 >= d.span_us and d.active_us >= d.inbound_messages * 1000000
                then 'no_hibernation'
            when d.wall_us * 2 >= d.active_us then 'long_requests'
            when d.events > 0 and d.active_us < d.events * t.held_us then 'idle_tail'
            else 'held_open'
        end as signature
    from usage.object_days as d
    cross join thresholds as t
),
told as (
    select
        *,
        signature in ('alarm_loop', 'alarm_cadence', 'no_hibernation') as is_of_span,
        starts_with(signature, 'alarm_') as is_of_alarms
    from judged
)
select
    j.account,
    j.period_id,
    j.signature,
    j.resource_key,
    j.usage_on,
    case when j.signature = 'long_requests' then j.wall_us else j.active_us end as measured,
    case when j.is_of_span then j.span_us else j.events end as per,
    case when j.is_of_alarms then j.alarms when j.is_of_span then j.inbound_messages
        else j.active_us end as beside,
    case when j.is_of_span then j.events else j.span_us end as beside_of,
    j.open_sockets as most,
    if(j.signature = 'alarm_cadence', null, j.active_us) as active_us,
    j.alarms
from told as j
join ref.signatures as s using (signature)
where case
    when j.is_of_alarms then true
    when j.is_of_span then j.active_us >= s.at_least
    else j.active_us * if(j.signature = 'idle_tail', 4, 2) >= j.span_us
        and j.active_us >= s.at_least and measured * s.threshold_of >= j.events * s.threshold
end
