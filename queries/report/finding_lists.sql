-- Lists of the REST API that were refused, and what lacks for it: of the tenant map, rows that
-- match nothing while their names are not known.
-- grain: account, period_id, name
with refused as (
    select
        r.account,
        r.name,
        r.why,
        coalesce(l.says, r.name) as says,
        coalesce(l.without, 'its rows are not known') as without,
        string_split(coalesce(l.kinds, ''), '|') as kinds
    from staging.refused_lists as r
    left join ref.rest_lists as l using (name)
),
unnamed as (
    select r.account, r.name, count(*) as rows
    from refused as r
    join report.tenant_map as m using (account)
    where m.says like 'matches nothing%'
        and list_has_any(r.kinds, [m.kind, if(m.namespace is null, m.kind, 'namespace')])
    group by r.account, r.name
)
select
    p.account,
    p.period_id,
    r.name,
    printf(
        'The list of %s was refused: %s (%s).',
        r.says,
        if(
            u.rows is null,
            r.without,
            printf('%d row(s) of the tenant map match nothing because names lack', u.rows)
        ),
        rtrim(r.why, '.')
    ) as says
from params.periods as p
join refused as r using (account)
left join unnamed as u using (account, name)
