-- A rule of one's own.
-- grain: account
with "staging.invoice_lines" as (select 'none' as account)
select account from staging.invoice_lines
