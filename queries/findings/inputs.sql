-- Findings about the loaded data: missing and empty days, rows that cannot be read, figures that
-- contradict each other, and days that belong to no billing period.
-- grain: account, period_id, finding_rank, says
-- column kind: Kind of the finding, such as variance, coverage or a behaviour
select
    account,
    period_id,
    6 as finding_rank,
    'coverage' as kind,
    usd,
    says,
    dataset as subject
from findings.incomplete
union all
select account, period_id, 6, 'coverage', 0::decimal(38, 2), says, dataset
from findings.empty_days
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
