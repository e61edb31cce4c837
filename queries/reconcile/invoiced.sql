-- What the invoices of a statement say of each SKU, or of each description that is not known; the
-- lines of several invoices for one statement are added up.
-- grain: account, period_id, line_key
-- kind: table
select
    account,
    period_id,
    coalesce(sku, description) as line_key,
    any_value(sku) as sku,
    arg_min(description, (invoice_id, line_number)) as invoice_line,
    any_value(line_shape) as line_shape,
    any_value(printed_scale) as printed_scale,
    sum(quantity)::decimal(38, 9) as quantity,
    sum(last_digit)::decimal(38, 9) as last_digits,
    sum(amount_usd)::decimal(38, 2) as amount_usd,
    count(*) as printed_lines
from reconcile.matched_lines
where other_kind is null and period_id is not null
group by account, period_id, coalesce(sku, description)
