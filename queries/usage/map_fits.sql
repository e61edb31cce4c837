-- How many resources a line of the tenant map fits: of those that analytics know, or where they
-- know none, of those of the logs. A line that fits none is not among them.
-- grain: account, kind, match, namespace, value
-- kind: table
select
    c.account,
    c.kind,
    c.match,
    c.namespace,
    c.value,
    coalesce(
        nullif(count(distinct u.resource_key), 0), count(distinct c.resource_key)
    ) as resources
from usage.ownership_candidates as c
left join usage.resources as u using (resource_key)
group by all
