-- Lines of your own price list and of the allocation policies for a tenant to which no usage of the
-- period belongs. The tenant map or the logs may spell its name in another way.
-- grain: account, period_id, source_file, line
with named as (
    select account, load_id, line, tenant, 'price' as kind, subject as value, from_on, to_on
    from staging.tenant_price_rows
    anti join staging.tenant_price_problems using (load_id, line)
    union all
    select account, load_id, line, tenant, 'policy', subject, from_on, to_on
    from staging.policy_rows
    anti join staging.policy_problems using (load_id, line)
)
select p.account, p.period_id, l.source_file, n.line, n.tenant, n.kind, n.value
from named as n
join params.periods as p
    on p.account = n.account and p.starts_on >= n.from_on and p.starts_on < n.to_on
join staging.loads as l using (load_id)
anti join usage.tenant_totals as u
    on u.account = p.account and u.period_id = p.period_id and u.tenant = n.tenant
where n.tenant is not null
