-- Before what instant the ledger of deliveries remembers nothing: 72 hours of event time before the
-- newest event, or where the hashes of an older engine ended. What happened before it counts, but a
-- second delivery of it cannot be told.
-- grain: account
with newest as (
    select account, max(hour_at) - to_hours(72) as horizon_at
    from staging.log_hashes
    group by account
)
select account, greatest(n.horizon_at, l.lost_before_at) as horizon_at
from newest as n
full join staging.log_ledgers as l using (account)
