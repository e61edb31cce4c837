-- title: Queries of each D1 database, with the rows they read
-- Queries that read and that write, rows read and written, rows read for each query, and what both
-- cost (invoiced, else predicted). Thousands of rows for a query say that an index is missing.
-- theme: Storage and databases
-- meters: d1.rows_read, d1.rows_written
-- unknown: rows_read_per_query; Where no answer counts queries, rows for each query are not known.
-- empty: No D1 database was queried in this period.
with databases as (
    select
        coalesce(r.resource_name, r.resource_id) as database,
        r.resource_key,
        sum(f.total) filter (where f.figure = 'd1.read_queries') as read_queries,
        sum(f.total) filter (where f.figure = 'd1.write_queries') as write_queries,
        sum(f.total) filter (where f.figure = 'd1.rows_read') as rows_read,
        sum(f.total) filter (where f.figure = 'd1.rows_written') as rows_written
    from usage.figure_days as f
    join usage.resources as r using (resource_key)
    where f.account = $account and f.period_id = $period and f.figure like 'd1.%'
        and f.figure <> 'd1.byte_days'
    group by all
),
amounts as (
    select resource_key, sum(usd)::decimal(38, 2) as usd
    from report.resource_amounts
    where account = $account and period_id = $period
        and sku in ('d1.rows_read', 'd1.rows_written')
    group by resource_key
),
known as (
    select
        bool_or(meter = 'd1.rows_read') as has_read,
        bool_or(meter = 'd1.rows_written') as has_written
    from usage.meter_sources
    where account = $account and period_id = $period
)
select
    d.database,
    d.read_queries::hugeint as read_queries,
    d.write_queries::hugeint as write_queries,
    if(k.has_read, coalesce(d.rows_read, 0), null)::hugeint as rows_read,
    if(k.has_written, coalesce(d.rows_written, 0), null)::hugeint as rows_written,
    case when k.has_read and d.read_queries + d.write_queries > 0
        then ratio_9(coalesce(d.rows_read, 0), d.read_queries + d.write_queries)
    end as rows_read_per_query,
    a.usd as rows_usd
from databases as d
cross join known as k
left join amounts as a using (resource_key)
order by rows_read desc nulls last, d.database
