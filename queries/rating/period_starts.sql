-- The days on which billing periods start, the one after the last known included, and the day on
-- which the next does.
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
