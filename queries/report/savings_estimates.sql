-- The files for `flaretally estimate` that reproduce a saving: the metered usage of the period as
-- it was (`now`), and the usage without each behaviour that saves money when ended. Usage that
-- only Cloudflare's feed counts is stated by its SKU. Estimates spread usage evenly over the days,
-- so a price that changes inside the period may move cents.
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
        0 as place_number,
        'As metered' as title,
        meter,
        total
    from totals
    union all
    select
        t.account,
        t.period_id,
        printf('without-%d-%s.json', b.place_number, replace(b.signature, '_', '-')),
        b.place_number,
        'Without: ' || b.name || ' of ' || b.place,
        t.meter,
        greatest(t.total - coalesce(u.total, 0), 0)
    from findings.behaviours as b
    semi join ref.signatures as s on s.signature = b.signature and s.is_saving
    join totals as t using (account, period_id)
    left join (
        select account, period_id, signature, place, meter, sum(total) as total
        from findings.signature_usage
        group by all
    ) as u using (account, period_id, signature, place, meter)
),
skus as (
    select c.account, c.period_id, c.sku, c.raw_quantity, c.without_quantity, b.place_number
    from findings.behaviours as b
    join findings.signature_charges as c using (account, period_id, signature, place)
    where (c.signature, c.sku) in (
        select (signature, figure) from ref.signature_figures where role = 'spared_sku'
    )
),
stated as (
    select f.account, f.period_id, f.file_name, string_agg(printf('"%s": "%s"', k.sku,
            plain_digits(
                case when f.place_number = k.place_number then k.without_quantity
                    else k.raw_quantity end
            )), ', ' order by k.sku) as usage
    from (select distinct account, period_id, file_name, place_number from files) as f
    join skus as k on k.account = f.account and k.period_id = f.period_id
    group by all
),
lacking as (
    select account, period_id, 'Some usage of the period is not known and not in here: '
        || string_agg(printf('%s lacks %s%d of %d days', k.name,
            if(m.days_rejected = m.days_missing, 'rejected rows of ', ''), m.days_missing, m.days),
            ', ' order by k.name) || '.' as says
    from usage.sku_missing_days as m
    join ref.skus as k using (sku)
    group by account, period_id
)
select
    f.account,
    f.period_id,
    f.file_name,
    printf(
        '{"title": %s, "period": {"starts_on": "%s", "ends_on": "%s"}, "plan": "%s",%s%s'
        || chr(10) || ' "meters": {%s}}' || chr(10),
        to_json(any_value(f.title))::varchar,
        any_value(p.starts_on)::varchar,
        any_value(p.ends_on)::varchar,
        any_value(a.plan),
        coalesce(chr(10) || ' "lacks": ' || to_json(any_value(l.says))::varchar || ',', ''),
        coalesce(chr(10) || ' "usage": {' || any_value(s.usage) || '},', ''),
        string_agg(printf('"%s": "%s"', f.meter, f.total::varchar), ', ' order by f.meter)
    ) as estimate
from files as f
join params.periods as p using (account, period_id)
join params.accounts as a on a.account = f.account
left join stated as s using (account, period_id, file_name)
left join lacking as l using (account, period_id)
group by f.account, f.period_id, f.file_name
