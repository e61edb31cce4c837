-- Durable Object classes with sockets whose objects the logs show active for over six hours and for
-- most of their lifetime, from the first hour with an event to the last. The finding names those
-- that were active longest. A socket that is accepted without hibernation is logged as one event,
-- which lasts as long as the socket is open. Classes without sockets, and all that the analytics
-- show, are judged by signatures.
-- grain: account, period_id, script, class
-- see: https://developers.cloudflare.com/durable-objects/best-practices/websockets/
with names as (
    select account, object_id, max(object_name) as object_name
    from usage.resources
    where object_id is not null
    group by account, object_id
),
lifetimes as (
    select
        h.object_key,
        p.period_id,
        (date_diff(
            'hour',
            min(h.usage_on + to_hours(first_hour(h.hours_seen)::integer)),
            max(h.usage_on + to_hours(last_hour(h.hours_seen)::integer + 1))
        )::hugeint * 3600000000) as lifetime_us
    from logs.days as h
    join params.day_periods as p using (account, usage_on)
    where h.object_key is not null
    group by h.object_key, p.period_id
),
awake as (
    select
        d.*,
        greatest(l.lifetime_us, d.base_us) as lifetime_us,
        coalesce(n.object_name, left(o.object_id, 12)) as object,
        c.has_upgrades,
        c.is_stated
    from logs.durations as d
    join staging.log_objects as o using (object_key)
    join lifetimes as l on l.object_key = d.object_key and l.period_id = d.period_id
    join logs.classes as c
        on c.account = d.account and c.script = d.script and c.class = d.class
    left join names as n on n.account = o.account and n.object_id = o.object_id
    where c.has_upgrades and d.base_us > 21600000000 and d.base_us * 2 > l.lifetime_us
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
        sum(lifetime_us)::hugeint as lifetime_us,
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
        'By the logs %d object(s) of %s were awake %s %% of their lifetime%s: %s%s.',
        objects,
        class,
        half_up_div(base_us * 100, lifetime_us)::varchar,
        case
            when has_upgrades and is_stated then ', by sockets that do not hibernate'
            when has_upgrades then ', by sockets that seem not to hibernate'
            else ''
        end,
        array_to_string(names[:3], ', '),
        case when objects > 3 then printf(' and %d more', objects - 3) else '' end
    ) as says
from named
anti join findings.signatures as s
    on s.account = named.account and s.period_id = named.period_id and s.place = named.class
