-- Files of this load that belong to closed periods whose rows `prune` has removed. These periods
-- get no more corrections, because the rows to compute them from are gone. A file that the close
-- already had is left out.
-- grain: load_id, account, period_id
with pruned as (
    from standing_closes where starts_on < (select max(kept_from_on) from ops.prunes)
),
spans as (
    from load_spans
    union all
    select i.load_id, r.starts_on, r.ends_on
    from report.invoices as r
    join raw.invoices as i using (invoice_id)
)
select distinct
    l.load_id,
    p.account,
    p.period_id,
    p.version,
    regexp_extract(l.source_file, '[^/\\]*$') as source_file,
    c.ran_at as found_at
from raw.loads as l
semi join fresh_loads using (load_id)
anti join ops.close_inputs using (load_id)
join spans as s using (load_id)
join pruned as p
    on p.account = l.account and s.starts_at < p.ends_on and s.ends_at > p.starts_on
cross join params.clock as c
