-- Words that mark an invoice line as tax, credit or balance, and not as a charge for usage.
-- grain: words
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/understand/sales-tax/
select
    null::varchar as words,
    null::varchar as kind
where false
