-- Datasets of which days are missing, or incomplete because rows of an answer were rejected. A
-- counter is requested from the first of its month, so its earlier days are expected. The dollars
-- are an upper estimate from the days beside them, after allowance and blocks. A charge whose usage
-- is not known on any day has no estimate.
-- grain: account, period_id, dataset
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
    select
        c.account,
        c.period_id,
        c.dataset,
        count(distinct c.usage_on) as days,
        count(distinct c.usage_on) filter (where c.status = 'missing' or r.usage_on is null)
            as absent
    from usage.coverage as c
    left join (select distinct account, meter, usage_on from usage.rejected_days) as r
        using (account, meter, usage_on)
    where c.lacks is null and is_missing_status(c.status)
    group by c.account, c.period_id, c.dataset
),
rejected as (
    select account, period_id, dataset, sum(rejected_rows)::bigint as rejected_rows
    from (
        select distinct p.account, p.period_id, r.dataset, r.capture_id, r.rejected_rows
        from usage.rejected_days as r
        join params.day_periods as p using (account, usage_on)
    )
    group by account, period_id, dataset
)
select
    c.account,
    c.period_id,
    c.dataset,
    coalesce(m.usd, 0)::decimal(38, 2) as usd,
    printf(
        '%s %s.%s', c.dataset,
        concat_ws(
            '; ',
            case when u.absent > 0
                then printf('is missing %d of %d days', u.absent, c.days_expected - c.days_to_come)
            end,
            case when u.absent < u.days
                then printf('is incomplete on %d of %d days: %d %s rejected, see report rejects',
                    u.days - u.absent, c.days_expected - c.days_to_come, r.rejected_rows,
                    if(r.rejected_rows = 1, 'row was', 'rows were')) end
        ),
        coalesce(printf(
            ' By the days before and after, that is up to %s more.', dollars(nullif(m.usd, 0))
        ), '')
    ) as says
from usage.period_coverage as c
join unexplained as u using (account, period_id, dataset)
left join rejected as r using (account, period_id, dataset)
left join missing as m using (account, period_id, dataset)
where (c.days_complete > 0 or (c.account, c.period_id, c.dataset) in (
        select (d.account, d.period_id, d.dataset)
        from usage.dataset_coverage as d
        where d.has_answer and d.status in ('truncated', 'partial')
    ))
