-- Durable Object classes whose named objects the logs show active for most of the time for which
-- there are logs. The finding names the objects that were active longest. A socket that is accepted
-- without hibernation is logged as one event, which lasts as long as the socket is open.
-- grain: account, period_id, script, class
-- see: https://developers.cloudflare.com/durable-objects/best-practices/websockets/
with names as (
    select account, object_id, max(object_name) as object_name
    from usage.resources
    where object_id is not null
    group by account, object_id
),
awake as (
    select
        d.*,
        coalesce(n.object_name, left(o.object_id, 12)) as object,
        c.has_upgrades,
        c.is_stated
    from logs.durations as d
    join staging.log_objects as o using (object_key)
    join logs.classes as c
        on c.account = d.account and c.script = d.script and c.class = d.class
    left join names as n on n.account = o.account and n.object_id = o.object_id
    where d.base_us * 2 > d.days::hugeint * 86400000000
),
named as (
    select
        account,
        period_id,
        script,
        class,
        any_value(has_upgrades) as has_upgrades,
        any_value(is_stated) as is_stated,
        count(*) as objects,
        sum(base_us)::hugeint as base_us,
        sum(days)::hugeint as days,
        list(object order by base_us desc, object) as names
    from awake
    group by account, period_id, script, class
)
select
    account,
    period_id,
    script,
    class,
    0::decimal(38, 2) as usd,
    printf(
        'By the logs %d object(s) of %s were awake %s %% of the days they were logged on%s: %s%s.',
        objects,
        class,
        half_up_div(base_us * 100, days * 86400000000)::varchar,
        case
            when has_upgrades and is_stated then ', by sockets that do not hibernate'
            when has_upgrades then ', by sockets that seem not to hibernate'
            else ''
        end,
        array_to_string(names[:3], ', '),
        case when objects > 3 then printf(' and %d more', objects - 3) else '' end
    ) as says
from named
