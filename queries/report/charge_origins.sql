-- The charges of a billing period before they are divided: each printed invoice line and addition,
-- and each predicted line that no invoice prints. `statement_id` is the period whose statement the
-- line belongs to: a correction is of an earlier one. `line_key` is empty where tenants do not
-- share the line: tax and credits have one where policies divide them. A SKU without a line, of
-- which policies give tenants parts, is a charge of $0.00. Payments and balances of other invoices
-- are no charges and have no row.
-- grain: account, origin_id
-- column amount_usd: Amount as printed; predicted without an invoice, 0.00 where the invoice lacks
-- column amount_usd: the line [USD]
-- column description: Words of the invoice line, else the name of the SKU
-- column line_key: Statement line that tenants share; null where they do not share the charge
with invoices as (
    select
        i.*,
        coalesce(i.invoice_number, i.invoice_id) as invoice_name,
        m.period_id as main_id
    from staging.invoices as i
    left join reconcile.invoice_mains as m using (invoice_id)
),
divided as (
    select distinct account, period_id, line_key
    from reconcile.tenant_lines
    where component in ('tax', 'credit')
),
printed as (
    select
        m.account,
        coalesce(i.main_id, m.period_id) as billing_id,
        m.period_id as statement_id,
        i.invoice_name || '/' || m.line_number as origin_id,
        m.invoice_id,
        if(m.other_kind is null, coalesce(m.sku, m.description), d.line_key) as line_key,
        m.sku,
        m.description,
        case
            when m.other_kind = 'tax' then 'Tax'
            when m.other_kind = 'credit' or m.is_credit then 'Credit'
            when m.line_shape = 'subscription' or m.is_prorated then 'Purchase'
            when m.sku is null and m.amount_usd < 0 then 'Adjustment'
            else 'Usage'
        end as category,
        coalesce(m.period_id < i.main_id or m.other_kind = 'earlier_period', false)
            as is_correction,
        m.starts_on,
        m.ends_on,
        m.amount_usd,
        'invoice' as amount_source
    from reconcile.matched_lines as m
    join invoices as i using (invoice_id)
    left join divided as d
        on d.account = m.account and d.period_id = m.period_id
        and d.line_key = m.other_kind || ': ' || m.description
    where not m.is_detail and coalesce(m.other_kind, '') <> 'past_due'
),
added as (
    select
        i.account, i.main_id, i.main_id, i.invoice_name || '/below-' || a.row_number,
        a.invoice_id, d.line_key, null, upper(a.kind[1]) || a.kind[2:],
        case a.kind when 'tax' then 'Tax' when 'other' then 'Adjustment' else 'Credit' end,
        false, null, null, a.amount_usd, 'invoice'
    from staging.invoice_adjustments as a
    join invoices as i using (invoice_id)
    left join divided as d
        on d.account = i.account and d.period_id = i.main_id
        and d.line_key = a.kind || ': ' || addition_name(a.kind, i.invoice_number)
    where a.kind not in ('paid', 'past_due') and a.amount_usd <> 0
        and (i.subtotal_usd is not null or (a.invoice_id, a.kind) not in (
            select (invoice_id, other_kind)
            from reconcile.matched_lines
            where other_kind is not null
        ))
),
unprinted as (
    select account, period_id, line_key, sku, predicted_usd
    from reconcile.lines where invoice_line is null
    union all
    select distinct account, period_id, line_key, sku, 0
    from reconcile.tenant_lines
    anti join reconcile.lines using (account, period_id, line_key)
    where sku is not null
),
predicted as (
    select
        l.account, l.period_id, l.period_id, l.period_id || '/' || l.line_key, null, l.line_key,
        l.sku, coalesce(k.name, l.line_key), if(p.kind = 'flat', 'Purchase', 'Usage'), false,
        case when p.kind = 'flat' then b.charged_on end,
        case when p.kind = 'flat' then b.next_on end,
        if(s.invoices > 0, 0, l.predicted_usd)::decimal(38, 2),
        if(s.invoices > 0, 'not_invoiced', 'prediction')
    from unprinted as l
    left join reconcile.statements as s using (account, period_id)
    left join reconcile.predictions as p using (account, period_id, sku)
    left join params.periods as d using (account, period_id)
    left join rating.period_starts as b on b.account = l.account and b.charged_on = d.ends_on
    left join ref.skus as k on k.sku = l.sku
    where s.invoices > 0 or l.predicted_usd is not null
)
from printed union all from added union all from predicted
