-- Days of a table of another engine whose events are in a load, with what was asked.
-- grain: load_id
-- column source: Address of the table, without user and password
-- column server: Version of the server
-- column hours_query: Query for the sums, as it was sent
-- column islands_query: Query for the islands of activity, as it was sent
-- column rows_query: Query for records, with {from} and {to} in milliseconds since 1970 and {name}
select
    f.load_id,
    f.account,
    d.source,
    d.asked_on,
    d.server,
    d.hours_query,
    d.islands_query,
    d.rows_query
from raw.log_days as d
join raw.log_files as f using (load_key)
