-- What is divided among tenants: each line of a statement, predicted and invoiced, and its tax and
-- credits, discounts included. Without an invoice there is no invoiced amount, without a prediction
-- no predicted one.
-- grain: account, period_id, basis, line_key
-- column cents: Amount that is divided; credits are negative [cents]
-- column kind: What is divided: usage, flat, unknown, tax or credit
with lines as (
    select
        l.account,
        l.period_id,
        l.line_key,
        l.sku,
        case when l.sku is null then 'unknown' when k.unit = 'month' then 'flat' else 'usage' end
            as kind,
        l.predicted_usd,
        case when s.invoices > 0 then coalesce(l.invoiced_usd, 0) end as invoiced_usd
    from reconcile.lines as l
    left join reconcile.statements as s using (account, period_id)
    left join ref.skus as k on k.sku = l.sku
)
select account, period_id, 'predicted' as basis, line_key, sku, kind,
    usd_to_cents(predicted_usd) as cents
from lines
where predicted_usd is not null
union all
select account, period_id, 'invoiced', line_key, sku, kind, usd_to_cents(invoiced_usd)
from lines
where invoiced_usd is not null
union all
select account, period_id, 'invoiced', kind || ': ' || description, null,
    if(kind = 'tax', 'tax', 'credit'), usd_to_cents(amount_usd)
from reconcile.other_lines
where kind in ('tax', 'credit', 'discount')
