-- What is said about a period that was pruned without a close, unless its files are loaded again or
-- others make its usage complete.
-- grain: account, period_id
with known as (
    select account, period_id from standing_closes
    union all
    select account, period_id from report.periods where is_complete
)
select
    account,
    period_id,
    printf('Pruned and never closed: %d file(s) with its usage are gone.', count(*)) as says
from ops.lost_inputs
anti join raw.loads using (load_id)
anti join known using (account, period_id)
group by account, period_id
