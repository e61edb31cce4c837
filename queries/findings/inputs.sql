-- Findings about the loaded data: missing days, rows that cannot be read, figures that contradict
-- each other, and days that belong to no billing period. A counter is requested from the first of
-- its month, so its earlier days are expected. The dollars of missing days are an upper
-- estimate from the days beside them, after allowance and blocks. A charge whose usage is not known
-- on any day has no estimate.
-- grain: account, period_id, finding_rank, says
-- column kind: Kind of the finding, such as variance, coverage or a behaviour
with lines as (
    select distinct d.account, d.period_id, d.dataset, k.sku
    from usage.missing_days as d
    join ref.sku_meters as k using (meter)
    anti join usage.coverage as c
        on c.account = d.account and c.period_id = d.period_id and c.meter = d.meter
        and c.usage_on = d.usage_on and c.lacks is not null
),
-- Fields that loaded answers do not have are in findings.missing_fields: no dollar counts twice,
-- and a dataset that lacks only them is not missing.
missing as (
    select l.account, l.period_id, l.dataset, sum(c.lost_usd)::decimal(38, 2) as usd
    from lines as l
    join params.selection as s on true
    join rating.suspect_charges as c
        on c.account = l.account and c.period_id = l.period_id and c.sku = l.sku
        and c.scenario = s.scenario
    group by l.account, l.period_id, l.dataset
),
unexplained as (
    select account, period_id, dataset, count(distinct usage_on) as days
    from usage.coverage
    where lacks is null and is_missing_status(status)
    group by account, period_id, dataset
)
select
    c.account,
    c.period_id,
    6 as finding_rank,
    'coverage' as kind,
    coalesce(m.usd, 0)::decimal(38, 2) as usd,
    printf(
        '%s is missing %d of %d days.%s', c.dataset, u.days,
        c.days_expected - c.days_to_come,
        coalesce(printf(
            ' By the days before and after, that is up to %s more.', dollars(nullif(m.usd, 0))
        ), '')
    ) as says,
    c.dataset as subject
from usage.period_coverage as c
join unexplained as u using (account, period_id, dataset)
left join missing as m using (account, period_id, dataset)
where (c.days_complete > 0 or (c.account, c.period_id, c.dataset) in (
        select (d.account, d.period_id, d.dataset)
        from usage.dataset_coverage as d
        where d.has_answer and d.status in ('truncated', 'partial')
    ))
union all
select
    account,
    period_id,
    7,
    'duration',
    0::decimal(38, 2),
    printf(
        'The analytics give %s GB-s of duration, active time makes %s: the bill follows that.',
        plain_digits(given_gb_s), plain_digits(counted_gb_s)
    ),
    'durable_objects.duration'
from usage.duration_differences
where abs(given_gb_s - counted_gb_s)::decimal(28, 9) * 1000 > counted_gb_s
union all
select
    p.account,
    p.period_id,
    8,
    'rejects',
    0::decimal(38, 2),
    printf('%d row(s) could not be read: see report.rejects.', r.rejects),
    'rejects'
from params.periods as p
cross join (
    select (select count(*) from staging.rejects) + (select count(*) from staging.tenant_problems)
        + (select count(*) from staging.class_problems) as rejects
) as r
where r.rejects > 0
union all
select
    p.account,
    p.period_id,
    10,
    'no period',
    0::decimal(38, 2),
    printf('%d day(s) of usage lie in no billing period: state one with --period.', o.days),
    'periods'
from params.periods as p
join (
    select d.account, count(distinct d.usage_on) as days
    from usage.day_readings as d
    join ref.meters as m using (meter)
    where m.aggregate <> 'counter'
        and (d.account, d.usage_on) not in (select (account, usage_on) from params.billing_days)
    group by d.account
) as o using (account)
