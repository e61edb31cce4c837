-- Which meters of a period have a source, with the evidence of the worst of its days. Logs are the
-- source where no analytics were saved. Idle time has the same source as active time. The count of
-- a REST list is inferred, because it is known only for the days of the requests.
-- grain: account, period_id, meter
-- kind: table
-- column source: What gives the total: a dataset, logs, given by an estimate, or list
with analytics as (
    select
        c.account,
        c.period_id,
        c.meter,
        c.dataset as source,
        max(evidence_rank(c.evidence)) as evidence_rank
    from usage.coverage as c
    group by c.account, c.period_id, c.meter, c.dataset
    having bool_or(c.has_answer and c.status not in ('missing', 'refused'))
),
logs as (
    select account, period_id, meter, 'logs' as source, evidence_rank from logs.sources
),
given as (
    select g.account, p.period_id, g.meter, 'given' as source, evidence_rank('exact')
    from usage.given_totals as g
    join params.periods as p on p.account = g.account
)
select * from analytics
union all
select l.* from logs as l
anti join analytics as a
    on a.account = l.account and a.period_id = l.period_id
    and a.meter = replace(l.meter, 'idle_hibernatable_us', 'active_us')
union all
select * from given
union all
select account, period_id, meter, 'list', evidence_rank('inferred') from usage.listed_totals
