-- How many resources a line of the tenant map matches: resources in the analytics, or in the logs
-- if they have none in the analytics. A dispatch namespace counts as its user Workers, if these
-- are known. A line without a match has no row.
-- grain: account, kind, match, namespace, value
-- kind: table
-- column resources: Resources that the line matches [count]
select
    c.account,
    c.kind,
    c.match,
    c.namespace,
    c.value,
    coalesce(
        nullif(count(distinct u.resource_key) filter (
            where u.script is not null or u.kind is distinct from 'dispatch_namespace'
        ), 0),
        count(distinct c.resource_key)
    ) as resources
from usage.ownership_candidates as c
left join usage.resources as u using (resource_key)
group by all
