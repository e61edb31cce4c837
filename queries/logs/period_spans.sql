-- The first and the last hour of a billing period with any log of the account. An hour in which one
-- period ends and the next begins belongs to the next.
-- grain: account, period_id
-- kind: table
-- empty without: logs.account_days
with days as (
    select
        p.account,
        p.period_id,
        d.usage_on,
        d.hours_seen & hour_bits(
            greatest(date_diff('hour', d.usage_on::timestamp, p.starts_at), 0),
            least(date_diff('hour', d.usage_on::timestamp, p.ends_at), 24)
        ) as hours_seen
    from params.periods as p
    join logs.account_days as d
        on d.account = p.account and d.usage_on between p.starts_at::date and p.ends_at::date
)
select
    account,
    period_id,
    min(usage_on + to_hours(first_hour(hours_seen))) as first_at,
    max(usage_on + to_hours(last_hour(hours_seen))) as last_at
from days
where hours_seen > 0
group by account, period_id
