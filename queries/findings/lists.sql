-- Lists of the REST API that Cloudflare refused, and what is not known because of that. The finding
-- also names rows of the tenant map that match nothing because the names are not known.
-- grain: account, period_id, name
-- column name: Name of the list of the REST API
with refused as (
    select
        r.account,
        r.name,
        r.why,
        coalesce(l.says, r.name) as says,
        coalesce(l.without, 'its rows are not known') as without
    from staging.refused_lists as r
    left join ref.rest_lists as l using (name)
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
            printf('%d row(s) of the tenant map match nothing because names are missing', u.rows)
        ),
        rtrim(r.why, '.')
    ) as says
from params.periods as p
join refused as r using (account)
left join findings.unnamed_rows as u using (account, name)
