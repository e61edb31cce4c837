-- Which span of time each day of a billing period covers, half-open, UTC: midnight to midnight, but
-- the first day begins and the last ends with the period, so that two periods share a day that the
-- anchor divides (an edge). Analytics know whole hours: the hour in which the anchor falls belongs
-- to the period that begins in it.
-- grain: account, period_id, usage_on
-- kind: table
with days as (
    select
        account,
        period_id,
        date_trunc('hour', starts_at) as from_at,
        date_trunc('hour', ends_at) as to_at,
        (starts_on + unnest(range(0, last_on - starts_on + 1))::integer)::date as usage_on
    from params.periods
)
select
    account,
    period_id,
    usage_on,
    greatest(from_at, usage_on::timestamp) as starts_at,
    least(to_at, usage_on + to_days(1)) as ends_at,
    from_at > usage_on or to_at < usage_on + to_days(1) as is_edge
from days
