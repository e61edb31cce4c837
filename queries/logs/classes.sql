-- Durable Object classes in the logs, each with what decides how much of its time counts. That is
-- whether its sockets hibernate (stated in classes.csv, else guessed from its events) and how long
-- idle time may last. An entrypoint is a class if an event or the list of namespaces says so. Where
-- no namespace of the script is known, every entrypoint is taken for a class.
-- grain: account, script, class
-- kind: table
-- empty without: logs.days
-- see: https://developers.cloudflare.com/durable-objects/best-practices/websockets/
with seen as (
    select
        account,
        script,
        entrypoint as class,
        bool_or(object_key is not null) as has_ids,
        coalesce(sum(events) filter (where kind = 'upgrade'), 0)::hugeint as upgrades,
        coalesce(sum(events) filter (where kind in ('ws', 'ws_end', 'hibernate')), 0)::hugeint
            as hibernation_events
    from logs.days
    where is_object and entrypoint <> ''
    group by account, script, entrypoint
),
listed as (
    select s.*, c.class is not null as is_stated, c.mode, c.compatible_from
    from seen as s
    left join staging.classes as c
        on c.account = s.account and c.class = s.class and coalesce(c.script, s.script) = s.script
    qualify row_number() over (
        partition by s.account, s.script, s.class order by c.script nulls last
    ) = 1
),
classes as (
    select
        * exclude (mode),
        coalesce(
            mode,
            case when upgrades > 0 and hibernation_events = 0 then 'accept' else 'hibernation' end
        ) as mode
    from listed
    where has_ids or is_stated
        or (account, script, class) in (select (account, script, class) from staging.namespaces)
        or (account, script) not in (select (account, script) from staging.namespaces)
),
tails as (
    select *
    from ref.idle_tails
    qualify row_number() over (partition by cause, mode order by known_on desc) = 1
)
select
    c.account,
    c.script,
    c.class,
    c.mode,
    c.is_stated,
    c.compatible_from,
    c.upgrades,
    c.mode = 'accept' as has_upgrades,
    c.mode = 'accept' and not c.is_stated as is_guessed_accept,
    coalesce(max(t.base_ms), 0) as base_tail_ms,
    coalesce(max(t.longest_ms), 0) as high_tail_ms,
    coalesce(max(t.longest_ms) filter (where t.cause = 'idle hibernatable'), 0) as idle_tail_ms,
    string_agg(t.says, ', ' order by t.longest_ms) as tails
from classes as c
left join tails as t
    on coalesce(t.mode, c.mode) = c.mode
    and (t.compatible_from is null or c.compatible_from >= t.compatible_from)
group by all
