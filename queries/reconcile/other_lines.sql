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
    i.account,
    any_value(m.period_id),
    'tax',
    'Tax of invoice ' || coalesce(any_value(i.invoice_number), 'without a number'),
    any_value(i.tax_usd)
from staging.invoices as i
join reconcile.matched_lines as m using (invoice_id)
where i.tax_usd <> 0 and m.period_id is not null
group by i.invoice_id, i.account
having count(*) filter (where m.other_kind = 'tax') = 0
