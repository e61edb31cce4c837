-- Before what instant the ledger of deliveries remembers nothing: 72 hours of event time before the
-- newest event. What happened before it counts, but a second delivery of it cannot be told.
-- grain: account
select account, max(hour_at) - to_hours(72) as horizon_at
from staging.log_hashes
group by account
