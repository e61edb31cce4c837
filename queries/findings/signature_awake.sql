-- Days on which an object without open sockets was active for half of its span, by what kept it so:
-- requests that do not end (`long_requests`), requests so close that it never slept (`idle_tail`),
-- or something of its own, such as timers and open calls (`held_open`). A tail is shorter than the
-- time to the next call, so a quarter of the span is enough of them.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/
with awake as (
    select d.*
    from usage.object_days as d
    anti join findings.signature_alarms as a
        on a.account = d.account and a.period_id = d.period_id
        and a.resource_key = d.resource_key and a.usage_on = d.usage_on
    anti join findings.signature_sockets as o
        on o.account = d.account and o.period_id = d.period_id
        and o.resource_key = d.resource_key and o.usage_on = d.usage_on
    where d.active_us * 4 >= d.span_us
),
judged as (
    select
        *,
        case
            when wall_us * 2 >= active_us then 'long_requests'
            when events > 0 and active_us < events * 70000000 then 'idle_tail'
            else 'held_open'
        end as signature
    from awake
)
select
    j.account,
    j.period_id,
    j.signature,
    j.resource_key,
    j.usage_on,
    case when j.signature = 'long_requests' then j.wall_us else j.active_us end as measured,
    j.events as per,
    j.active_us as beside,
    j.span_us as beside_of,
    j.open_sockets as most
from judged as j
join ref.signatures as s using (signature)
where (j.signature = 'idle_tail' or j.active_us * 2 >= j.span_us)
    and j.active_us >= s.at_least and measured * s.threshold_of >= j.events * s.threshold
