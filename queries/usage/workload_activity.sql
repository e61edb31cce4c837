-- What a workload group does in its period: sockets opened, messages, and the hours for which its
-- sockets are open and its objects active. Sockets stay open for the stated hours of every day.
-- Sockets accepted without hibernation keep an object active for all that time, hibernating ones
-- only while a handler runs.
-- grain: account, group_number
-- kind: table
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
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
        objects * hours_per_day_millionths * 3600 * days as open_us
    from groups
),
handled as (
    select
        *,
        least(
            half_up_div((messages + requests) * handler_ns, 1000),
            objects * days * 86400000000
        ) as handler_us
    from counted
)
select
    account,
    group_number,
    days,
    upgrades,
    requests,
    case when socket_api = 'hibernation' then messages else 0 end as hibernation_messages,
    case when socket_api = 'hibernation' then 0 else messages end as accepted_messages,
    case
        when active_us is not null then active_us
        when hibernated_millionths is not null
            then half_up_div(open_us * (1000000 - hibernated_millionths), 1000000)
        when socket_api = 'accept' and sockets_per_object > 0 then greatest(open_us, handler_us)
        else handler_us
    end as active_us,
    case
        when active_us is not null or hibernated_millionths is not null then 0
        when socket_api = 'hibernation'
            then least(messages * 10000000, greatest(open_us - handler_us, 0))
        else 0
    end as idle_hibernatable_us,
    half_up_div(messages * rows_read_millionths, 1000000) as rows_read,
    half_up_div(messages * rows_written_millionths, 1000000) as rows_written,
    objects * stored_bytes_per_object * days as sql_byte_days
from handled
