-- Your budgets of a billing period: those that hold on its first day.
-- grain: account, period_id, scope, name
-- kind: table
-- empty without: staging.budgets
select p.account, p.period_id, s.scope, s.name, s.amount_usd
from staging.budgets as s
join params.periods as p
    on p.account = s.account and p.starts_on >= s.valid_from and p.starts_on < s.valid_to
