-- What a reader of an estimate should know of its handlers, alarms and pushes, a sentence each.
-- grain: account, note_number
with counts as (select * from usage.workload_counts),
evicted as (
    select max(shortest_ms)::hugeint as shortest_ms, max(longest_ms)::hugeint as longest_ms
    from ref.idle_tails
    where cause = 'idle resident'
),
pushing as (
    select
        account,
        sum(pushes)::hugeint as pushes,
        sum(push_requests + push_alarms)::hugeint as billed
    from counts
    where pushes > 0
    group by account
),
long as (
    select c.account, c.group_number, printf(
        'workload.%d counts objects as active for all %s second%s between alarms. An idle object '
        || 'is evicted %s to %s seconds after its last event, even where it cannot hibernate: if '
        || 'nothing else reaches it, say that it sleeps and add those seconds to alarm_ms.',
        c.group_number - 1, grouped_digits(ratio_9(c.alarm_every_us, 1000000)),
        if(c.alarm_every_us = 1000000, '', 's'),
        grouped_digits(ratio_9(e.shortest_ms, 1000)), grouped_digits(ratio_9(e.longest_ms, 1000))
    ) as note
    from counts as c
    cross join evicted as e
    where c.between_alarms = 'awake' and c.alarms > 0
        and c.alarm_every_us > e.shortest_ms * 1000
    union all
    select account, group_number, printf(
        'workload.%d states no handler_ms: its %s and incoming messages count as no '
        || 'active time.',
        group_number - 1, meter_words(requests + messages, 'request')
    )
    from counts
    where requests + messages > 0 and handler_ns = 0 and active_us is null
        and hibernated_millionths is null
        and not (socket_api = 'accept' and sockets_per_object > 0)
        and not (between_alarms = 'awake' and alarms > 0)
        and not coalesce(pushes > 0 and push_trigger = 'timer', false)
    union all
    select account, 0, printf(
        'Objects push %s times. Outgoing messages are not billed; %s.',
        grouped_digits(pushes),
        case when billed = 0 then 'the timers that start the pushes keep the objects active'
        else printf('the requests and alarms that start %s of the pushes are',
            case when billed = pushes then 'all' else grouped_digits(billed) end) end
    )
    from pushing
)
select
    account,
    row_number() over (partition by account order by group_number, note) as note_number,
    note
from long
