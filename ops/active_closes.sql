-- Closes that are in force: the period was not opened again, and `prune` has not removed its raw
-- rows.
-- grain: account, period_id
select c.*
from ops.closes as c
anti join ops.reopens as r using (account, period_id, version)
where c.starts_on >= coalesce((select max(kept_from_on) from ops.prunes), c.starts_on)
