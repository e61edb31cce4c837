-- What this build has moved of tenants' parts of closed periods: a change of a line, or another
-- map. Their sum is what the statement has moved, to the cent, because parts make the statement.
-- grain: correction
with files as (
    select
        l.account,
        list_sort(list(distinct regexp_extract(l.source_file, '[^/\\]*$'))) as names
    from raw.loads as l
    semi join fresh_loads using (load_id)
    where l.account is not null
    group by l.account
),
current_tenants as (
    select c.account, c.period_id, c.version, t.tenant,
        coalesce(t.invoiced_usd, t.predicted_usd) as usd
    from active_closes as c
    join report.tenants as t using (account, period_id)
),
moved as (
    select account, period_id, version, tenant,
        (coalesce(n.usd, 0) - coalesce(t.usd, 0))::decimal(38, 2) as change_usd
    from told_tenants as t
    full join current_tenants as n using (account, period_id, version, tenant)
)
select
    (select correction from newest_correction)
        + row_number() over (order by m.account, m.period_id, m.tenant) as correction,
    m.*,
    y.changed_by,
    coalesce(some_of(f.names), y.says) as cause,
    c.ran_at as found_at
from moved as m
cross join carrying as y
cross join params.clock as c
left join files as f using (account)
where m.change_usd <> 0
