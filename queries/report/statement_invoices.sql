-- The invoices of a statement as printed: number, date, subtotal, credit, tax, other additions, and
-- the amount to pay. `is_main` invoices are for this period; others only print lines of it.
-- `statement_usd` is what an invoice prints of this statement, `elsewhere_usd` what it prints of
-- others. Without a printed subtotal the subtotal is the sum of the lines without tax, credits and
-- balances.
-- grain: account, period_id, invoice_id
-- see: https://developers.cloudflare.com/billing/manage/invoices/
-- column other_usd: Other additions that the invoice prints below its lines [USD]
with lines as (
    select
        invoice_id,
        sum(amount_usd)::decimal(38, 2) as lines_usd,
        coalesce(sum(amount_usd) filter (where other_kind = 'credit'), 0)::decimal(38, 2)
            as credit_usd,
        coalesce(sum(amount_usd) filter (where other_kind = 'tax'), 0)::decimal(38, 2) as tax_usd,
        coalesce(sum(amount_usd) filter (where other_kind = 'past_due'), 0)::decimal(38, 2)
            as past_due_usd
    from reconcile.matched_lines
    where not is_detail
    group by invoice_id
),
added as (
    select
        invoice_id,
        coalesce(sum(signed_usd) filter (where kind in ('credit', 'discount')), 0) as credit_usd,
        sum(signed_usd) filter (where kind = 'tax') as tax_usd,
        coalesce(sum(signed_usd) filter (where kind = 'past_due'), 0) as past_due_usd,
        coalesce(sum(signed_usd) filter (where kind = 'paid'), 0) as paid_usd,
        coalesce(sum(signed_usd) filter (where kind = 'other'), 0) as other_usd,
        sum(signed_usd) as added_usd,
        coalesce(sum(signed_usd) filter (where is_after_total), 0) as after_usd
    from (
        select *, if(kind = 'paid', -abs(amount_usd), amount_usd)::decimal(38, 2) as signed_usd
        from staging.invoice_adjustments
    )
    group by invoice_id
),
printed as (
    select
        i.invoice_id,
        i.invoice_number,
        i.issued_on,
        if(i.subtotal_usd is null, l.lines_usd - l.credit_usd - l.tax_usd - l.past_due_usd,
            i.subtotal_usd) as subtotal_usd,
        coalesce(a.credit_usd, 0) + if(i.subtotal_usd is null, l.credit_usd, 0) as credit_usd,
        coalesce(a.tax_usd + if(i.subtotal_usd is null, l.tax_usd, 0),
            nullif(if(i.subtotal_usd is null, l.tax_usd, 0), 0)) as tax_usd,
        coalesce(a.past_due_usd, 0) + if(i.subtotal_usd is null, l.past_due_usd, 0)
            as past_due_usd,
        coalesce(a.paid_usd, 0) as paid_usd,
        coalesce(a.other_usd, 0) as other_usd,
        coalesce(i.amount_due_usd, i.total_usd + coalesce(a.after_usd, 0),
            coalesce(i.subtotal_usd, l.lines_usd) + coalesce(a.added_usd, 0)) as payable_usd,
        l.lines_usd
    from staging.invoices as i
    join lines as l using (invoice_id)
    left join added as a using (invoice_id)
),
parts as (
    select account, period_id, invoice_id, sum(amount_usd)::decimal(38, 2) as statement_usd
    from reconcile.matched_lines
    where not is_detail and period_id is not null
    group by account, period_id, invoice_id
)
select
    s.account,
    s.period_id,
    p.invoice_id,
    p.invoice_number,
    p.issued_on,
    coalesce(m.period_id = s.period_id, false) as is_main,
    p.subtotal_usd::decimal(38, 2) as subtotal_usd,
    p.credit_usd::decimal(38, 2) as credit_usd,
    p.tax_usd::decimal(38, 2) as tax_usd,
    p.past_due_usd::decimal(38, 2) as past_due_usd,
    p.paid_usd::decimal(38, 2) as paid_usd,
    p.other_usd::decimal(38, 2) as other_usd,
    p.payable_usd::decimal(38, 2) as payable_usd,
    s.statement_usd,
    (p.lines_usd - s.statement_usd)::decimal(38, 2) as elsewhere_usd
from parts as s
join printed as p using (invoice_id)
left join reconcile.invoice_mains as m using (invoice_id)
