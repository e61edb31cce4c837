-- A closed period as last stated: what its close froze, as later corrections have changed it. A
-- row per line and side.
-- grain: account, period_id, line_key, side
with frozen as (
    select
        l.account,
        l.period_id,
        l.version,
        l.line_key,
        l.name,
        unnest([
            {'side': 'predicted', 'quantity': l.predicted_quantity, 'usd': l.predicted_usd},
            {'side': 'invoiced', 'quantity': l.invoiced_quantity, 'usd': l.invoiced_usd}
        ], recursive := true)
    from ops.close_lines as l
    semi join active_closes using (account, period_id, version)
),
corrected as (
    select c.*
    from ops.corrections as c
    semi join active_closes using (account, period_id, version)
    qualify c.correction = max(c.correction) over (
        partition by c.account, c.period_id, c.line_key, c.side
    )
)
select
    account,
    period_id,
    version,
    line_key,
    side,
    coalesce(c.name, f.name) as name,
    if(c.correction is null, f.quantity, c.is_quantity) as quantity,
    if(c.correction is null, f.usd, c.is_usd) as usd
from frozen as f
full join corrected as c using (account, period_id, version, line_key, side)
