-- Closes that are in force: the period was not opened again, and `prune` has not removed its raw
-- rows.
-- grain: account, period_id
from standing_closes as c
where c.starts_on >= coalesce((select max(kept_from_on) from ops.prunes), c.starts_on)
