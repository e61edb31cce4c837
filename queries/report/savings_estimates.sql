-- The files for `flaretally estimate` that reproduce a saving: the metered usage of the period as
-- it was (`now`), and without each behaviour. Estimates spread usage evenly over the days, so a
-- price that changes inside the period may move cents.
-- grain: account, period_id, file_name
with totals as (
    select account, period_id, meter, total
    from usage.period_totals
    where meter in (select meter from ref.sku_meters) and total > 0
),
files as (
    select
        account,
        period_id,
        'now.json' as file_name,
        'As metered' as title,
        meter,
        total
    from totals
    union all
    select
        t.account,
        t.period_id,
        printf('without-%d-%s.json', b.place_number, replace(b.signature, '_', '-')),
        'Without: ' || b.name || ' of ' || b.place,
        t.meter,
        greatest(t.total - coalesce(u.total, 0), 0)
    from findings.behaviours as b
    join totals as t using (account, period_id)
    left join (
        select account, period_id, signature, place, meter, sum(total) as total
        from findings.signature_usage
        group by all
    ) as u using (account, period_id, signature, place, meter)
)
select
    f.account,
    f.period_id,
    f.file_name,
    printf(
        '{"title": %s, "period": {"starts_on": "%s", "ends_on": "%s"}, "plan": "%s",'
        || chr(10) || ' "meters": {%s}}' || chr(10),
        to_json(any_value(f.title))::varchar,
        any_value(p.starts_on)::varchar,
        any_value(p.ends_on)::varchar,
        any_value(a.plan),
        string_agg(printf('"%s": "%s"', f.meter, f.total::varchar), ', ' order by f.meter)
    ) as estimate
from files as f
join params.periods as p using (account, period_id)
join params.accounts as a on a.account = f.account
group by f.account, f.period_id, f.file_name
