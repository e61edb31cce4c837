-- Files of a close that the database no longer has and that were not kept with the close. Files
-- that `prune` has removed belong to earlier periods.
-- grain: close_number, load_id
select c.close_number, i.load_id, i.source_file, i.kind
from ops.closes as c
join ops.close_inputs as i
    on i.since_close <= c.close_number
    and coalesce(i.until_close > c.close_number, true)
    and coalesce(i.account = c.account, true)
anti join raw.loads using (load_id)
where i.kind in ('graphql', 'rest', 'logpush', 'tail')
    and i.is_pruned is distinct from true
