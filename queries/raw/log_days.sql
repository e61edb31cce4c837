-- Days of a table of another engine whose events are in a load, with what was asked: the address of
-- the table, the version of the server, the two queries. `rows_query` finds the records of an hour.
-- A day that is asked for again takes the place of its earlier load.
-- grain: load_key
-- kind: declaration
-- column source: Address of the table, without user and password
-- column server: Version of the server
-- column hours_query: Query for the sums, as it was sent
-- column islands_query: Query for the islands of activity, as it was sent
-- column rows_query: Query for records, with {from} and {to} in milliseconds since 1970 and {name}
select
    null::integer as load_key,
    null::varchar as source,
    null::date as asked_on,
    null::varchar as server,
    null::varchar as hours_query,
    null::varchar as islands_query,
    null::varchar as rows_query
where false
