-- Lines of the tenant map that give no resource to a tenant, a row per reason. The finding counts
-- the lines and names the first.
-- grain: account, period_id, says
select
    p.account,
    p.period_id,
    printf(
        'Of the tenant map %d row(s): %s. The first is row %d, %s %s; report tenant_map has all.',
        count(*), m.says, arg_min(m.line, (m.line, m.value)), arg_min(m.kind, (m.line, m.value)),
        arg_min(m.value, (m.line, m.value))
    ) as says
from params.periods as p
join findings.tenant_map as m using (account)
where m.says is not null
group by p.account, p.period_id, m.says
