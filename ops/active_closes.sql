-- Closes that hold: not opened again, and with raw rows that `prune` has left.
-- grain: account, period_id
select c.*
from ops.closes as c
anti join ops.reopens as r using (account, period_id, version)
where c.starts_on >= coalesce((select max(kept_from_on) from ops.prunes), c.starts_on)
