-- How often the events of a workload group happen in its period: sockets opened, messages, alarms
-- and pushes, and how long its sockets are open. Sockets are open, alarms fire and pushes are sent
-- in the stated hours of every day. A push is sent to the open sockets of an object. It is started
-- by a request to the object, by an alarm of the object, or by a timer in it.
-- grain: account, group_number
-- kind: table
-- empty without: raw.workloads
-- see: https://developers.cloudflare.com/durable-objects/api/alarms/
-- column active_us: Active time as stated; null where it follows from the rest [microseconds]
-- column alarms: Alarms that fire and start no push [count]
-- column days: Days of the period of the estimate [days]
-- column objects: Objects of the group [count]
-- column requests: Requests to objects as stated, pushes left out [count]
with groups as (
    select w.*, (p.ends_on - p.starts_on)::hugeint as days
    from staging.workloads as w
    join params.stated_periods as p on p.account = w.account
),
counted as (
    select
        *,
        objects * sockets_per_object
            * case when sockets_opened = 'daily' then days else 1 end as upgrades,
        half_up_div(
            objects * sockets_per_object * messages_per_minute_millionths
                * (hours_per_day_millionths * 60 * days),
            1000000000000
        ) as messages,
        objects * hours_per_day_millionths * 3600 * days as open_us,
        half_up_div(
            objects * pushes_per_minute_millionths * (hours_per_day_millionths * 60 * days),
            1000000000000
        ) as pushes
    from groups
)
select
    *,
    coalesce(half_up_div(open_us, alarm_every_us), 0) as alarms,
    case when socket_api = 'hibernation' then messages else 0 end as hibernation_messages,
    case when push_trigger = 'request' then pushes else 0 end as push_requests,
    case when push_trigger = 'alarm' then pushes else 0 end as push_alarms
from counted
