-- Days on which a Durable Object did not sleep, each with one cause. `alarm_loop`: almost only its
-- own alarms woke it; `alarm_cadence` if it slept between them. `no_hibernation`: it has sockets
-- and did not hibernate, though messages were few for its active time. `long_requests`: its
-- requests did not end. `idle_tail`: requests came so close together that it never slept.
-- `held_open`: requests do not explain it, as with timers and open outgoing calls. An object that
-- has messages by hibernation could sleep ten seconds after one. `kept_awake`: the cause is
-- unknown, because invocations by type, wall time or open sockets are missing. Where answers name
-- no object (`is_together`), the objects are judged together, and a row needs more than many
-- sleeping objects would show. Active time and alarms are given where the behaviour used all of
-- them. Pings count as few messages: one ping and one pong per socket at the rate of a ping.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/
-- see: https://developers.cloudflare.com/durable-objects/best-practices/websockets/
-- A ping and a pong for each socket as rarely as a ping comes, and few other messages.
with restless as (
    select
        o.*,
        l.* exclude (active_us),
        o.active_us * awake_span_of >= span_us as is_awake,
        inbound_messages * ping_us <= open_sockets * o.active_us
            and outbound_messages * 2 between inbound_messages - 1 and inbound_messages * 3
            as is_pinged
    from usage.object_days as o
    cross join findings.object_limits as l
),
judged as (
    select
        d.*,
        case
            when d.alarms >= d.loop_at_least and d.is_awake
                and d.alarms * d.loop_threshold_of >= d.events * d.loop_threshold
                and (d.is_object or d.active_us >= d.alarms * d.together_alarm_us) then 'alarm_loop'
            when d.alarms >= d.cadence_at_least and d.is_object and d.active_us is not null
                and d.alarms * d.cadence_threshold_of >= d.events * d.cadence_threshold
                then 'alarm_cadence'
            when d.hibernation_messages = 0 and d.events is not null
                and (d.inbound_messages > 0 or d.open_sockets > 0)
                and d.active_us * d.socket_threshold_of >= d.span_us * d.socket_threshold
                and (d.active_us >= coalesce(d.inbound_messages, 0) * d.message_us or d.is_pinged)
                and (d.is_object or d.active_us >= d.events * d.linger_us)
                then 'no_hibernation'
            when d.wall_us * d.long_part_of >= d.active_us
                and d.wall_us >= d.events * d.long_threshold
                    * if(d.is_object, 1, d.together_call_times)
                then 'long_requests'
            when d.events > 0 and d.active_us < d.events * d.linger_us
                and not (
                    d.hibernation_messages > 0 and d.is_object and d.is_awake
                    and d.active_us >= d.events * d.held_threshold
                )
                and (d.wall_us is not null or d.active_us < d.events * d.together_alarm_us)
                then if(
                    d.is_object or d.active_us < d.events * d.together_call_us, 'idle_tail', null
                )
            when d.events is not null and d.wall_us is not null
                and (d.open_sockets is not null or d.place is not null) then 'held_open'
            when d.is_awake then 'kept_awake'
        end as signature
    from restless as d
),
told as (
    select *, starts_with(signature, 'alarm_') as is_of_alarms,
        is_of_alarms or signature in ('no_hibernation', 'kept_awake') as is_of_span
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
    case when not j.is_of_span then j.span_us
        when j.inbound_messages is not null then j.events end as beside_of,
    j.open_sockets as most,
    not j.is_object as is_together,
    if(j.signature = 'alarm_cadence', null, j.active_us) as active_us,
    j.alarms,
    j.low_us,
    j.place
from told as j
where case j.signature
    when 'no_hibernation' then j.active_us >= j.socket_at_least
    when 'kept_awake' then j.active_us >= j.kept_at_least
    when 'long_requests' then j.active_us >= j.long_at_least
        and j.active_us * j.busy_span_of >= j.span_us
        and measured * j.long_threshold_of >= j.events * j.long_threshold
    when 'idle_tail' then j.active_us >= j.idle_at_least
        and j.active_us * j.busy_span_of >= j.span_us
        and measured * j.idle_threshold_of >= j.events * j.idle_threshold
    when 'held_open' then j.active_us >= j.held_at_least
        and j.active_us * j.awake_span_of >= j.span_us
        and measured * j.held_threshold_of >= j.events * j.held_threshold
    else j.is_of_alarms
end
