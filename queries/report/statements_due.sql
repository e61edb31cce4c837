-- Tenants whose next statement is due: no statement was given yet for the billing period, or its
-- amounts have changed since (an invoice, a credit note, late usage or another map came later).
-- The next statement has both figures. `statement` is the name that it will have.
-- grain: account, period_id, tenant
-- column basis: Which amounts hold now: invoiced or predicted
-- column total_usd: What holds now in all [USD]
-- column version: Version that the next statement will have [number]
with told as (
    select account, period_id, tenant, max(version) as version,
        arg_max(total_usd, version) as told_usd, arg_max(basis, version) as basis
    from staging.issued_statements
    group by account, period_id, tenant
),
months as (
    select account, left(period_id, 7) as month
    from params.periods
    group by all
    having count(*) > 1
),
sums as (
    select
        account, period_id, tenant,
        sum(amount_usd)::decimal(38, 2) as total_usd,
        count(*) filter (where change_usd <> 0) as changed_lines
    from report.statement_lines
    group by account, period_id, tenant
)
select
    s.account,
    s.period_id,
    s.tenant,
    concat_ws('-', 'T',
        if((s.account, left(s.period_id, 7)) in (from months), s.period_id, left(s.period_id, 7)),
        s.tenant, (coalesce(t.version, 0) + 1)::varchar) as statement,
    coalesce(t.version, 0) + 1 as version,
    if(h.invoices > 0, 'invoiced', 'predicted') as basis,
    h.currency,
    h.invoice_numbers,
    t.told_usd,
    s.total_usd,
    (s.total_usd - coalesce(t.told_usd, 0))::decimal(38, 2) as change_usd,
    s.changed_lines
from sums as s
left join told as t using (account, period_id, tenant)
join report.chargeback_head as h using (account, period_id)
where t.version is null or s.changed_lines > 0
    or t.basis <> if(h.invoices > 0, 'invoiced', 'predicted')
