-- Rows of the tenant map that match nothing while the list with the names was refused. Nobody can
-- tell which resource such a row means.
-- grain: account, name
-- column name: Name of the list of the REST API
with refused as (
    select r.account, r.name, string_split(coalesce(l.kinds, ''), '|') as kinds
    from staging.refused_lists as r
    left join ref.rest_lists as l using (name)
)
select r.account, r.name, count(*) as rows
from refused as r
join findings.tenant_map as m using (account)
where m.says like 'matches nothing%'
    and list_has_any(r.kinds, [m.kind, if(m.namespace is null, m.kind, 'namespace')])
group by r.account, r.name
