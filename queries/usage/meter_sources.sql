-- Which meters of a period have a source, and the evidence of the worst of its days. Logs are a
-- source where no analytics were saved: then the count is inferred.
-- grain: account, period_id, meter
-- kind: table
with analytics as (
    select
        c.account,
        c.period_id,
        m.meter,
        c.dataset as source,
        max(case when a.meter is null then evidence_rank(c.evidence) else 3 end) as evidence_rank
    from usage.coverage as c
    join ref.meters as m on m.dataset = c.dataset
    left join usage.absent_meters as a
        on a.account = c.account and a.meter = m.meter and a.usage_on = c.usage_on
    group by c.account, c.period_id, m.meter, c.dataset
    having bool_or(c.status not in ('missing', 'refused') and a.meter is null)
),
logs as (
    select distinct l.account, p.period_id, l.meter, 'logs' as source, evidence_rank('inferred')
    from usage.log_counts as l
    join params.periods as p
        on p.account = l.account and l.usage_on >= p.starts_on and l.usage_on < p.ends_on
),
given as (
    select g.account, p.period_id, g.meter, 'given' as source, evidence_rank('exact')
    from usage.given_totals as g
    join params.periods as p on p.account = g.account
)
select * from analytics
union all
select l.* from logs as l
anti join analytics as a using (account, period_id, meter)
union all
select * from given
