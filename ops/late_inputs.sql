-- Files of closed periods that came after `prune` and are still loaded.
-- grain: load_id, account, period_id
select *
from ops.late_inputs
semi join raw.loads using (load_id)
