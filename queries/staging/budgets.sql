-- Your budgets with explicit end dates: a line holds from a day to before another. A budget of the
-- account has no name.
-- grain: account, scope, name, valid_from
-- kind: table
-- empty without: staging.budget_rows
select account, scope, name, amount_usd, from_on as valid_from, to_on as valid_to
from staging.budget_rows
where (load_id, line) not in (select (load_id, line) from staging.budget_problems)
