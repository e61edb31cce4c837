-- What a reader of an estimate should know, a sentence each.
-- grain: position, note_number
with estimates as (
    select e.position, e.account, t.plan, t.total_usd, t.unpriced_lines, s.*
    from params.estimates as e
    join params.scenarios as s using (scenario)
    join report.estimate_totals as t on t.account = e.account and t.scenario = e.scenario
),
numbered as (
    select e.position, 0 as place, n.note as says
    from estimates as e
    join report.estimate_day_notes as n using (account)
    union all
    select e.position, 1, t.says
    from estimates as e
    join findings.successions as t using (account)
    union all
    select e.position, 2, d.says
    from estimates as e
    join findings.doubts as d using (account, scenario)
),
base as (select * from params.scenarios where scenario = 'base'),
objects as (
    select account, sum(objects)::hugeint as objects
    from staging.workloads
    group by account
)
select e.position, 1 as note_number, printf(
    '%s MB of memory was used where %s MB is billed whatever an object uses.',
    e.memory_mb::varchar, b.memory_mb::varchar
) as note
from estimates as e
cross join base as b
where e.memory_mb <> b.memory_mb
union all
select e.position, 2, printf(
    'That is $%s per object (per session, where an object is one), not per 1,000: 1,000 cost $%s.',
    cents_to_usd(half_up_div(usd_to_cents(e.total_usd), o.objects))::varchar,
    cents_to_usd(half_up_div(usd_to_cents(e.total_usd) * 1000, o.objects))::varchar
)
from estimates as e
join objects as o using (account)
where o.objects > 1 and e.plan <> 'workers_free'
union all
select position, 0, note from params.estimates where note is not null
union all
select position, 3, printf(
    '%s line(s) have no price on the days of the period: the total is partial.',
    unpriced_lines::varchar
)
from estimates
where unpriced_lines > 0
union all
select position, 4,
    'Workers Free: what needs a paid plan is not billed; past a daily limit operations fail until '
    || '00:00 UTC. Usage is taken to be even over the days.'
from estimates
where plan = 'workers_free'
union all
select e.position, 50 + w.note_number, w.note
from estimates as e
join report.workload_notes as w using (account)
union all
select e.position, 80 + w.note_number, w.note
from estimates as e
join report.workload_log_notes as w using (account)
union all
select position, 100 + row_number() over (partition by position order by place, says), says
from numbered
union all
select
    e.position,
    (4 + row_number() over (partition by e.position order by l.sku))::integer,
    printf(
        '%s passes its daily limit of %s %s: %s on %s, %s %%.',
        k.name, grouped_digits(l.daily_limit), k.unit, grouped_digits(l.busiest_quantity),
        case when l.days_over = 1 then '1 day' else printf('%d days', l.days_over) end,
        l.used_percent::decimal(38, 0)::varchar
    )
from estimates as e
join report.estimate_limits as l using (account, scenario)
join ref.skus as k using (sku)
where l.days_over > 0
