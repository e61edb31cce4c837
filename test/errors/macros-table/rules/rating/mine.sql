-- A prediction that peeks at the invoice.
-- grain: account
select account, peek() as invoice_lines
from params.accounts
