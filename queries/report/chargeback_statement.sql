-- Each line of a statement as the chargeback report shows it: the name of what is charged, its
-- quantity and price, both amounts, and the invoices that print it. `usd` is the invoiced amount,
-- without an invoice the predicted one. `is_quiet`: $0.00 on both sides, or not known.
-- grain: account, period_id, line_key
-- column price_usd: List price of one block, else the printed one; null where there is none [USD]
-- column quantity: Usage of the account before the allowance; null where nothing predicts it [unit
-- column quantity: of the SKU]
with charges as (
    select c.*
    from rating.charges as c
    join params.selection using (scenario)
),
flat as (
    select f.*, p.period_id
    from rating.flat_charges as f
    join params.selection using (scenario)
    join params.periods as p on p.account = f.account and p.ends_on = f.charged_on
),
lines as (
    select
        l.*,
        coalesce(k.product, 'Other') as product,
        coalesce(k.name, l.invoice_line) as name,
        k.unit,
        case when f.sku is null then c.raw_quantity else f.quantity end::decimal(28, 9)
            as raw_quantity,
        coalesce(c.price_usd, f.price_usd, i.printed_price_usd)::decimal(18, 12) as price_usd,
        coalesce(c.per_quantity, case when f.sku is null then i.printed_per else 1 end)::hugeint
            as per_quantity,
        coalesce(c.source_url, f.source_url) as source_url,
        n.invoice_numbers,
        case when s.invoices > 0 then coalesce(l.invoiced_usd, 0) else l.predicted_usd end
            ::decimal(38, 2) as usd
    from reconcile.lines as l
    left join reconcile.statements as s using (account, period_id)
    left join reconcile.invoiced as i using (account, period_id, line_key)
    left join reconcile.line_invoices as n using (account, period_id, line_key)
    left join ref.skus as k on k.sku = l.sku
    left join charges as c
        on c.account = l.account and c.period_id = l.period_id and c.sku = l.sku
    left join flat as f
        on f.account = l.account and f.period_id = l.period_id and f.sku = l.sku
)
select
    account,
    period_id,
    row_number() over (
        partition by account, period_id
        order by coalesce(usd, 0) desc, coalesce(predicted_usd, 0) desc, name, line_key
    ) as line_number,
    line_key,
    sku,
    invoice_line,
    product,
    name,
    raw_quantity as quantity,
    grouped_digits(raw_quantity) as quantity_says,
    replace(plural_unit(raw_quantity, unit), '_', ' ') as unit,
    price_usd,
    per_quantity,
    unit_price_words(price_usd, per_quantity, unit) as price_says,
    'USD' as currency,
    predicted_usd,
    invoiced_usd,
    variance_usd,
    usd,
    status,
    evidence,
    coalesce(predicted_usd, 0) = 0 and coalesce(invoiced_usd, 0) = 0 and status <> 'unpriced'
        as is_quiet,
    invoice_numbers,
    source_url
from lines
