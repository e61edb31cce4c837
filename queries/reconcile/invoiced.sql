-- What the invoices of a statement print for each SKU, or for each unknown description. The lines
-- of several invoices for one statement are added up. Credits and charges for part of a period add
-- no quantity. The unit price is given where all lines print the same one.
-- grain: account, period_id, line_key
-- kind: table
select
    account,
    period_id,
    coalesce(sku, description) as line_key,
    any_value(sku) as sku,
    arg_min(description, (is_credit or is_prorated, invoice_id, line_number)) as invoice_line,
    arg_min(line_shape, (is_credit or is_prorated, invoice_id, line_number)) as line_shape,
    arg_min(printed_scale, (is_credit or is_prorated, invoice_id, line_number)) as printed_scale,
    (sum(quantity) filter (where not is_credit and not is_prorated))::decimal(38, 9) as quantity,
    (sum(last_digit) filter (where not is_credit and not is_prorated))::decimal(38, 9)
        as last_digits,
    sum(amount_usd)::decimal(38, 2) as amount_usd,
    coalesce(sum(amount_usd) filter (where is_credit), 0)::decimal(38, 2) as credit_usd,
    coalesce(sum(prorated_usd), 0)::decimal(38, 2) as prorated_usd,
    case when count(distinct (printed_price_usd, printed_per))
            filter (where printed_price_usd is not null and not is_prorated) = 1
        then max(printed_price_usd) filter (where not is_prorated)
    end as printed_price_usd,
    max(printed_per) filter (where printed_price_usd is not null and not is_prorated)
        as printed_per,
    count(*) filter (where not is_credit and not is_prorated) as printed_lines
from reconcile.matched_lines
where other_kind is null and not is_detail and period_id is not null
group by account, period_id, coalesce(sku, description)
