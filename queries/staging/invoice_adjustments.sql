-- Tax, discounts, credits and balances of an invoice, with money as numbers. A credit is negative.
-- Rows after the total change the amount due and not the total.
-- grain: invoice_id, row_number
-- kind: table
-- column amount_usd: Amount that the invoice prints below its lines [USD]
select
    invoice_id,
    account,
    row_number,
    kind,
    percent,
    try_cast(printed_number(amount) as decimal(38, 2)) as amount_usd,
    is_after_total
from raw.invoice_adjustments
