-- Why a figure from logs has a low and a high end, in words. For the duration of a Durable Object
-- class: how its mode is known, how its sockets count, and what is added for truncated
-- milliseconds and idle time. Rows without a class are about the events of Workers Logs that a
-- script may have written.
-- grain: account, script, class
-- column class: Durable Object class; null where the band is of Workers Logs
with chains as (
    select c.account, c.script, c.class, sum(a.alarms)::hugeint as alarms
    from logs.alarm_chains as a
    join logs.object_classes as c using (object_key)
    group by c.account, c.script, c.class
),
written as (
    select
        account,
        script,
        count(distinct usage_on) as days,
        sum(invocations)::hugeint as invocations,
        sum(log_events)::hugeint as log_events
    from logs.written_events
    group by account, script
    having count(log_events) = count(*)
)
select
    account,
    script,
    class,
    concat_ws(
        '; ',
        case when is_stated then printf('mode %s by classes.csv', mode)
            else printf('mode %s assumed, because classes.csv does not name the class', mode) end,
        case
            when is_guessed_accept then 'low is without the time of open sockets'
            when has_upgrades then 'open sockets count throughout'
            when upgrades > 0 then printf(
                '%s upgrade(s) left out, they last as long as their socket', upgrades::varchar
            )
        end,
        printf(
            'low has the CPU time of %s alarm(s): each lasts until the next one, so its wall time'
            || ' may be the time to the next firing', grouped_digits(a.alarms)
        ),
        'wall times are whole milliseconds: 0.5 ms added an event, 1 ms in high',
        'high: ' || tails,
        case when compatible_from is null then 'no compatibility date known, pending work left out'
            end
    ) as band
from logs.classes
left join chains as a using (account, script, class)
union all
select
    account,
    script,
    null,
    printf(
        'Workers Logs: 0 to %s event(s) on %d day(s): low without Workers Logs, high with all %s '
        || 'invocation(s) and %s line(s); no log says what head sampling leaves out',
        grouped_digits(log_events),
        days,
        grouped_digits(invocations),
        grouped_digits(log_events - invocations)
    )
from written
