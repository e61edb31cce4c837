-- What takes back the corrections of tenants' parts of a close that is opened again, as
-- `reversed_corrections` does for its lines.
-- grain: correction
with changed as (
    select account, period_id, version, tenant, (-sum(change_usd))::decimal(38, 2) as change_usd
    from ops.tenant_corrections
    semi join reopening using (account, period_id, version)
    where changed_by = 'inputs'
    group by account, period_id, version, tenant
)
select
    (select correction from newest_correction) + row_number() over (order by c.tenant)
        as correction,
    c.*,
    'inputs' as changed_by,
    'the period was opened again' as cause,
    r.reopened_at as found_at
from changed as c
cross join reopening as r
where c.change_usd <> 0
