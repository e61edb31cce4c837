-- Days of a dataset that a person has accepted as they are, with the newest reason.
-- grain: account, dataset, usage_on
-- kind: table
with days as (
    select *, (from_on + unnest(range(0, to_on - from_on))::integer)::date as usage_on
    from raw.coverage_acceptances
)
select account, dataset, usage_on, reason, accepted_at
from days
qualify row_number() over (
    partition by account, dataset, usage_on order by accepted_at desc, from_on desc, reason
) = 1
