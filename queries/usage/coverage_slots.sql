-- The slots of the coverage ledger: each day of a billing period, a meter at a time; each hour of a
-- day that the period shares with another.
-- grain: account, period_id, meter, starts_at
-- partition: account, period_id
with days as (
    select e.dataset, e.meter, b.*
    from usage.expected_meters as e
    join params.billing_days as b on b.account = e.account
)
select account, period_id, dataset, meter, usage_on, starts_at, ends_at
from days
where not is_edge
union all
select
    account,
    period_id,
    dataset,
    meter,
    usage_on,
    starts_at + to_hours(hour_number),
    starts_at + to_hours(hour_number + 1)
from (
    select *, unnest(range(0, date_diff('hour', starts_at, ends_at))) as hour_number
    from days
    where is_edge
)
