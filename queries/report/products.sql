-- The products that an account is known to use in a statement, and how much of each the prediction
-- covers: `whole`, `to date`, `part` or `none`.
-- grain: account, period_id, product
from findings.products
