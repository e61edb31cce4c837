-- Files with rows of periods without a close that `prune` removes: nothing keeps their results.
-- grain: load_id, account, period_id
select distinct
    l.load_id,
    p.account,
    p.period_id,
    regexp_extract(l.source_file, '[^/\\]*$') as source_file
from old_inputs as o
join raw.loads as l using (load_id)
join load_spans as s using (load_id)
join params.periods as p
    on p.account = l.account and s.starts_at < p.ends_at and s.ends_at > p.starts_at
anti join standing_closes as c on c.account = p.account and c.period_id = p.period_id
cross join pruning as n
where p.starts_on < n.kept_from_on
