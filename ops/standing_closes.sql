-- Closes of periods that were not opened again, whether `prune` has removed their raw rows or not.
-- grain: account, period_id
from ops.closes anti join ops.reopens using (account, period_id, version)
