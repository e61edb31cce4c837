-- The first steps of a line's explanation: the saved answers, and the meters counted from them.
-- grain: account, period_id, sku, step_number, step
with sku_meters as (
    select k.sku, k.meter, k.source_url, m.dataset, m.unit
    from ref.sku_meters as k
    join ref.meters as m using (meter)
),
answers as (
    select account, period_id, dataset, days_expected as days, days_complete
    from usage.period_coverage
),
used as (
    select distinct b.account, b.period_id, d.dataset, d.capture_id
    from usage.capture_days as d
    join params.billing_days as b on b.account = d.account and b.usage_on = d.usage_on
    where d.is_total or d.is_split
),
rows_saved as (
    select u.account, u.period_id, u.dataset, count(*) as files, sum(c.row_count) as rows_saved
    from used as u
    join staging.captures as c using (capture_id)
    group by all
)
select distinct
    a.account,
    a.period_id,
    k.sku,
    1 as step_number,
    a.dataset as step,
    printf(
        '%s %s in %s %s', coalesce(r.rows_saved, 0)::varchar,
        plural_unit(coalesce(r.rows_saved, 0), 'row'), coalesce(r.files, 0)::varchar,
        plural_unit(coalesce(r.files, 0), 'saved answer')
    ) as value,
    printf('complete on %s of %s %s', a.days_complete::varchar, a.days::varchar,
        plural_unit(a.days, 'day')) as detail,
    'staging/captures.sql' as rule,
    null as source_url
from answers as a
join sku_meters as k on k.dataset = a.dataset
left join rows_saved as r
    on r.account = a.account and r.period_id = a.period_id and r.dataset = a.dataset
union all
select
    t.account,
    t.period_id,
    k.sku,
    1,
    concat('rest/', m.field),
    printf('%s %s on %s', t.total::varchar, plural_unit(t.total, m.unit),
        strftime(t.usage_on, '%Y-%m-%d')),
    'the greatest of the days of the period on which it was requested',
    'usage/listed_totals.sql',
    null
from usage.listed_totals as t
join ref.meters as m using (meter)
join sku_meters as k using (meter)
union all
select
    t.account,
    t.period_id,
    k.sku,
    1,
    printf('%s in %s', t.meter, strftime(t.month_on, '%Y-%m')),
    printf('%s %s', t.total::varchar, plural_unit(t.total, k.unit)),
    printf(
        'what the counter of the month rose by from %s to %s, over its figure of the day before',
        t.first_on::varchar, t.last_on::varchar
    ),
    'usage/counter_months.sql',
    k.source_url
from usage.counter_months as t
join sku_meters as k using (meter)
union all
select
    t.account,
    t.period_id,
    k.sku,
    2,
    t.meter,
    printf('%s %s', t.total::varchar, plural_unit(t.total, k.unit)),
    printf('source %s, evidence %s', t.source, t.evidence),
    'usage/meters.sql',
    k.source_url
from usage.period_totals as t
join sku_meters as k using (meter)
