-- The span of time that each day of a billing period covers, half-open, UTC. It is midnight to
-- midnight, but the first day begins with the period and the last day ends with it. So two periods
-- share the day on which one ends and the next begins (an edge day). Analytics know whole hours:
-- the hour in which the period begins belongs to that period.
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
