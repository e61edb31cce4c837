-- The days on which billing periods start, with the start of the following period. The period after
-- the last known one is included.
-- grain: account, charged_on
with starts as (
    select account, starts_on as charged_on from params.periods
    union
    select account, ends_on from params.periods
)
select
    account,
    charged_on,
    coalesce(
        lead(charged_on) over (partition by account order by charged_on),
        charged_on + to_months(1)
    )::date as next_on
from starts
