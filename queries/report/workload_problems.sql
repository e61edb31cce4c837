-- What a workload states that is impossible, with the reason and what to do. An estimate of it is
-- refused.
-- grain: account, group_number, what
-- column what: What the workload states that cannot be, in words
with groups as (select * from staging.workloads),
logs as (select * from usage.workload_logs)
select
    account,
    group_number,
    printf('%s: workload.%d: an alarm lasts longer than the time to the next',
        account, group_number - 1) as what,
    printf(
        'alarm_ms is %s, and alarm_every_seconds is %s',
        grouped_digits(ratio_9(alarm_ns, 1000000)), grouped_digits(ratio_9(alarm_every_us, 1000000))
    ) as why,
    'state the time from one alarm to the next in alarm_every_seconds: an object runs one at a time'
        as fix
from groups
where alarm_ns > alarm_every_us * 1000
union all
select
    account,
    group_number,
    printf('%s: workload.%d: the pushes of a minute last longer than it',
        account, group_number - 1),
    printf(
        'push_ms is %s, and pushes_per_object_minute is %s',
        grouped_digits(ratio_9(push_ns, 1000000)),
        grouped_digits(ratio_9(pushes_per_minute_millionths, 1000000))
    ),
    'state the time in which an object works on one push, to all of its sockets'
from groups
where push_ns * pushes_per_minute_millionths > 60000000000000000
union all
select
    account,
    group_number,
    printf('%s: workload.%d has logs and no invocation', account, group_number - 1),
    'log_events_per_invocation needs invocations to be multiplied with',
    'state log_invocations, or requests, messages, alarms or pushes of the objects'
from logs
where invocations = 0
