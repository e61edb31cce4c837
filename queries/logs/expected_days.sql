-- Hours of a day in which a script should appear in the logs, as bits. It should while its account
-- has any logs, on days on which the analytics count its requests and on days next to a day on
-- which it was logged. A script that is known only from the list of scripts is expected where no
-- analytics say what ran.
-- grain: account, period_id, script, usage_on
with metered as (
    select distinct account, script, usage_on
    from staging.workers_invocations
    where requests > 0 and script is not null
),
days as (
    select
        *,
        hour_bits(
            case when usage_on = first_at::date then hour(first_at) else 0 end,
            case when usage_on = last_at::date then hour(last_at) + 1 else 24 end
        ) as hours_expected
    from (
        select
            *,
            (first_at::date + unnest(range(0, last_at::date - first_at::date + 1))::integer)::date
                as usage_on
        from logs.period_spans
    )
),
beside as (
    select distinct account, script, (usage_on + unnest([-1, 0, 1]))::date as usage_on
    from logs.script_days
)
select d.account, d.period_id, m.script, d.usage_on, d.hours_expected
from days as d
join metered as m using (account, usage_on)
union
select d.account, d.period_id, b.script, d.usage_on, d.hours_expected
from days as d
join beside as b using (account, usage_on)
union
select d.account, d.period_id, s.script, d.usage_on, d.hours_expected
from days as d
join staging.scripts as s on s.account = d.account
where d.account not in (select account from metered)
