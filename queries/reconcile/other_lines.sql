-- Tax, credits and balances: lines of their own, outside the pre-tax subtotal that is compared.
-- grain: account, period_id, kind, description
select
    m.account,
    m.period_id,
    m.other_kind as kind,
    m.description,
    sum(m.amount_usd)::decimal(38, 2) as amount_usd
from reconcile.matched_lines as m
where m.other_kind is not null and m.period_id is not null
group by all
union all
select
    a.account,
    any_value(m.period_id),
    a.kind,
    upper(a.kind[1]) || replace(a.kind[2:], '_', ' ') || ' of invoice '
        || coalesce(any_value(i.invoice_number), 'without a number'),
    any_value(a.amount_usd)
from staging.invoice_adjustments as a
join staging.invoices as i using (invoice_id)
join reconcile.matched_lines as m using (invoice_id)
where a.amount_usd <> 0 and m.period_id is not null
group by a.invoice_id, a.row_number, a.account, a.kind
having count(*) filter (where m.other_kind = a.kind) = 0
