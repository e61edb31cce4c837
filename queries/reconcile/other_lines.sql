-- Tax, credits and balances of a statement. They are outside the pre-tax subtotal that is compared.
-- What is printed below a subtotal comes on top of the lines. Without a subtotal it may repeat one.
-- grain: account, period_id, kind, description
-- column amount_usd: What the tax, credit or balance adds to the amount to pay [USD]
-- column kind: What it is: tax, credit, discount, past_due, paid, earlier_period or other
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
    n.period_id,
    a.kind,
    addition_name(a.kind, i.invoice_number) as description,
    sum(if(a.kind = 'paid', -abs(a.amount_usd), a.amount_usd))::decimal(38, 2)
from staging.invoice_adjustments as a
join staging.invoices as i using (invoice_id)
join reconcile.invoice_mains as n using (invoice_id)
where a.amount_usd <> 0 and n.period_id is not null
    and (i.subtotal_usd is not null or not exists (
        select 1
        from reconcile.matched_lines as m
        where m.invoice_id = a.invoice_id and m.other_kind = a.kind
    ))
group by all
