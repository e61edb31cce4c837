-- Lines of the tenant map that give no resource to a tenant, a row per reason. The finding counts
-- the lines and names the first.
-- grain: account, period_id, says
select
    p.account,
    p.period_id,
    printf(
        'Of the tenant map %d row(s): %s. The first is row %d, %s %s; report tenant_map has all.',
        count(*), m.reason, arg_min(m.line, (m.line, m.value)), arg_min(m.kind, (m.line, m.value)),
        arg_min(m.value, (m.line, m.value))
    ) as says
from params.periods as p
join (
    select *, if(meant is null, says, 'matches nothing: differs only in case from what is used')
        as reason
    from findings.tenant_map
) as m using (account)
where m.says is not null
group by p.account, p.period_id, m.reason
