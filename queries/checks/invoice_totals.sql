-- Invoices whose lines do not add up to the subtotal that they print, or with tax to the total.
-- grain: source_file, problem
with sums as (
    select invoice_id, sum(amount_usd)::decimal(38, 2) as lines_usd
    from staging.invoice_lines
    where not is_detail
    group by invoice_id
),
taxes as (
    select invoice_id, sum(amount_usd)::decimal(38, 2) as tax_usd
    from staging.invoice_adjustments
    where not is_after_total
    group by invoice_id
),
invoices as (
    select i.*, s.lines_usd, t.tax_usd, l.source_file
    from staging.invoices as i
    join sums as s using (invoice_id)
    left join taxes as t using (invoice_id)
    join raw.invoices as r using (invoice_id)
    join raw.loads as l using (load_id)
)
select source_file, printf(
    '%s: the lines add up to $%s, the subtotal says $%s', source_file, lines_usd::varchar,
    subtotal_usd::varchar
) as problem
from invoices
where subtotal_usd <> lines_usd
union all
select source_file, printf(
    '%s: subtotal $%s and tax $%s do not make the total $%s', source_file,
    subtotal_usd::varchar, coalesce(tax_usd, 0)::varchar, total_usd::varchar
)
from invoices
where subtotal_usd + coalesce(tax_usd, 0) <> total_usd
union all
select source_file, printf('%s: the currency is %s, not USD', source_file, currency)
from invoices
where currency <> 'USD'
