-- Lines of the tenant map that deserve attention in a billing period: lines without effect, lines
-- that end inside the period (with the owners of their resources afterwards), and lines of which
-- some resources go to another tenant by a more specific line. Lines of the price list and of the
-- policies whose tenant has nothing to pay are listed too.
-- grain: account, period_id, source_file, line, says
-- column kind: Kind of what the line names
-- column line: Line of the file [number]
-- column rank: Order of the kinds of notes [rank]
-- column value: Id, name, prefix or pattern of the line of the map
with ends as (
    select
        p.account,
        p.period_id,
        m.source_file,
        m.line,
        m.tenant,
        m.valid_to::date as ends_on,
        count(distinct c.resource_key) as resources,
        string_agg(distinct coalesce(o.tenant, 'nobody'), ' and '
            order by coalesce(o.tenant, 'nobody')) as heirs
    from findings.tenant_map as m
    join params.periods as p
        on p.account = m.account and try_cast(m.valid_to as date) > p.starts_on
        and try_cast(m.valid_to as date) <= p.last_on
    join usage.ownership_candidates as c
        on c.account = m.account and c.kind = m.kind and c.match = m.match and c.value = m.value
        and c.namespace is not distinct from m.namespace
        and c.valid_to = try_cast(m.valid_to as date)
    left join usage.ownership as o
        on o.resource_key = c.resource_key and o.from_on <= c.valid_to and o.to_on > c.valid_to
    group by all
),
shadowed as (
    select
        b.account,
        b.kind,
        b.match,
        b.namespace,
        b.value,
        count(distinct b.resource_key) as resources,
        arg_min(a.tenant, a.place) as tenant,
        arg_min(concat_ws(' ', a.kind, a.value), a.place) as by_line
    from usage.ownership_candidates as b
    join usage.ownership_candidates as a
        on a.resource_key = b.resource_key and a.place < b.place and a.tenant <> b.tenant
        and a.valid_from < b.valid_to and a.valid_to > b.valid_from
    group by all
)
select p.account, p.period_id, m.source_file, m.line, 1 as rank, m.tenant, m.kind, m.value, m.says
from findings.tenant_map as m
join params.periods as p using (account)
where m.says is not null
union all
select
    e.account, e.period_id, e.source_file, e.line, 2, e.tenant, m.kind, m.value,
    printf('it ends on %s, inside the period; after that its %d %s to %s', e.ends_on::varchar,
        e.resources, if(e.resources = 1, 'resource belongs', 'resources belong'),
        e.heirs)
from ends as e
join findings.tenant_map as m using (account, source_file, line)
union all
select
    p.account, p.period_id, m.source_file, m.line, 3, m.tenant, m.kind, m.value,
    printf('%d of its %d %s another tenant by a more specific line: to %s by %s', s.resources,
        m.resources, if(m.resources = 1, 'resource belongs to', 'resources belong to'),
        s.tenant, s.by_line)
from shadowed as s
join findings.tenant_map as m
    on m.account = s.account and m.kind = s.kind and m.match = s.match and m.value = s.value
    and m.namespace is not distinct from s.namespace
join params.periods as p on p.account = m.account
union all
select
    t.account, t.period_id, t.source_file, t.line, 4, t.tenant, t.kind, t.value,
    printf('no line of the period is of the tenant %s: is it spelt as in the tenant map?', t.tenant)
from findings.unknown_tenants as t
