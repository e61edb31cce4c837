-- Days on which a dataset was answered with no row at all, though it was busy on each of the seven
-- days before and after, and another dataset of the account shows usage. An empty list is how
-- Cloudflare says zero, so the bill counts them as zero. It is also what a lost day looks like. Of
-- up to three such days in a row it is said that they may be asked for again. What is used on some
-- days of a week alone has no seven busy days in a row; what is used less than a hundred times a
-- day may be idle by chance. Days that a sibling dataset contradicts are in findings.suspects.
-- grain: account, period_id, dataset
with daily as (
    select t.account, m.dataset, t.usage_on, max(t.total) as most
    from usage.day_totals as t
    join usage.meter_sources as s using (account, period_id, meter)
    join ref.meters as m on m.meter = t.meter and m.dataset = s.source
    where m.aggregate in ('sum', 'peak', 'hours')
    group by t.account, m.dataset, t.usage_on
),
runs as (
    select account, dataset, usage_on, min(usage_on) over run as first_on,
        max(usage_on) over run as last_on
    from (
        select *, usage_on - row_number() over (
                partition by account, dataset order by usage_on
            )::integer as run_key
        from daily
        where most = 0
    )
    window run as (partition by account, dataset, run_key)
),
doubtful as (
    select r.account, r.dataset, r.usage_on
    from runs as r
    join daily as d
        on d.account = r.account and d.dataset = r.dataset and d.most >= 100
        and d.usage_on between r.first_on - 7 and r.last_on + 7
    where r.last_on - r.first_on < 3
    group by r.account, r.dataset, r.usage_on, r.first_on, r.last_on
    having count(*) = 14
),
alive as (
    select q.account, q.dataset, q.usage_on
    from doubtful as q
    join daily as o
        on o.account = q.account and o.usage_on = q.usage_on and o.dataset <> q.dataset
    where o.most > 0
    group by q.account, q.dataset, q.usage_on
),
known as (
    select account, period_id, dataset, usage_on
    from usage.coverage
    semi join alive using (account, dataset, usage_on)
    group by account, period_id, dataset, usage_on
    having bool_and(status in ('complete', 'sampled'))
)
select
    k.account,
    k.period_id,
    k.dataset,
    if(
        count(*) = 1,
        printf('%s is empty on %s, between busy days, which counts as zero: pull that day again.',
            k.dataset, min(k.usage_on)::varchar),
        printf('%s is empty on %d days between busy days, the first %s, which count as zero: pull '
            || 'them again.', k.dataset, count(*), min(k.usage_on)::varchar)
    ) as says
from known as k
anti join usage.suspect_days as s
    on s.account = k.account and s.dataset = k.dataset and s.usage_on = k.usage_on
anti join usage.accepted_days as a
    on a.account = k.account and a.dataset = k.dataset and a.usage_on = k.usage_on
group by k.account, k.period_id, k.dataset
