-- The lines of closes beside those of version 0, which is what was computed again.
-- grain: account, period_id, version, line_key
with frozen as (from ops.close_lines where version > 0),
current_lines as (
    select c.version, n.* exclude (version)
    from ops.closes as c
    join ops.close_lines as n using (account, period_id)
    where n.version = 0
)
select
    account,
    period_id,
    version,
    line_key,
    coalesce(n.name, f.name) as line,
    f.predicted_quantity as frozen_predicted_quantity,
    n.predicted_quantity,
    f.predicted_usd as frozen_predicted_usd,
    n.predicted_usd,
    (coalesce(n.predicted_usd, 0) - coalesce(f.predicted_usd, 0))::decimal(38, 2) as change_usd,
    f.invoiced_quantity as frozen_invoiced_quantity,
    n.invoiced_quantity,
    f.invoiced_usd as frozen_invoiced_usd,
    n.invoiced_usd,
    f.status as frozen_status,
    n.status
from frozen as f
full join current_lines as n using (account, period_id, version, line_key)
