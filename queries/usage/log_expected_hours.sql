-- Hours in which a script should be in the logs: while its account has any, on the days on which
-- the analytics count its requests, and on days beside one on which it was logged. A script that
-- only the list of scripts names is expected where no analytics say what ran.
-- grain: account, period_id, script, hour_at
-- kind: table
with logged as (
    select distinct account, script, hour_at::date as usage_on
    from usage.log_script_hours
),
metered as (
    select distinct account, script, usage_on
    from staging.workers_invocations
    where requests > 0 and script is not null
),
spans as (
    select
        p.account,
        p.period_id,
        min(h.hour_at) as first_at,
        max(h.hour_at) as last_at
    from usage.log_script_hours as h
    join params.periods as p
        on p.account = h.account and h.hour_at >= date_trunc('hour', p.starts_at)
        and h.hour_at < date_trunc('hour', p.ends_at)
    group by p.account, p.period_id
),
days as (
    select
        *,
        (first_at::date + unnest(range(0, last_at::date - first_at::date + 1))::integer)::date
            as usage_on
    from spans
),
expected as (
    select d.account, d.period_id, m.script, d.usage_on, d.first_at, d.last_at
    from days as d
    join metered as m using (account, usage_on)
    union
    select d.account, d.period_id, l.script, d.usage_on, d.first_at, d.last_at
    from days as d
    join logged as l
        on l.account = d.account and l.usage_on between d.usage_on - 1 and d.usage_on + 1
    union
    select d.account, d.period_id, s.script, d.usage_on, d.first_at, d.last_at
    from days as d
    join staging.scripts as s on s.account = d.account
    where d.account not in (select account from metered)
)
select account, period_id, script, hour_at
from (
    select *, usage_on + to_hours(unnest(range(0, 24))) as hour_at
    from expected
)
where hour_at between first_at and last_at
