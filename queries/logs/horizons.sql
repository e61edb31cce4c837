-- The instant before which the ledger of deliveries remembers nothing, per account. It is 72 hours
-- before the newest event, or the instant at which the hashes of an older DuckDB ended. Earlier
-- events count, but a second delivery of them cannot be recognised.
-- grain: account
with newest as (
    select account, max(hour_at) - to_hours(72) as horizon_at
    from staging.log_hashes
    group by account
)
select account, greatest(n.horizon_at, l.lost_before_at) as horizon_at
from newest as n
full join staging.log_ledgers as l using (account)
