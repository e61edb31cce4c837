-- What an invoice prints below its subtotal besides the totals: tax, discounts, credits, balances.
-- Rows after the total change only the amount due. Of the wording only the kind is kept.
-- grain: invoice_id, row_number
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/understand/sales-tax/
select
    null::varchar as invoice_id,
    null::varchar as load_id,
    null::varchar as account,
    null::integer as row_number,
    null::varchar as kind,
    null::varchar as percent,
    null::varchar as amount,
    null::boolean as is_after_total
where false
