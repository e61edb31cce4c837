-- Lines of closed periods that differ from what was last stated: the next corrections. A line that
-- has appeared was $0.00 before, and a line that is gone is $0.00 now; neither is a correction if
-- the other side is $0.00 too.
-- grain: account, period_id, line_key, side
with current_lines as (
    select
        c.account,
        c.period_id,
        c.version,
        l.line_key,
        l.name,
        unnest([
            {'side': 'predicted', 'quantity': l.predicted_quantity, 'usd': l.predicted_usd},
            {'side': 'invoiced', 'quantity': l.invoiced_quantity, 'usd': l.invoiced_usd}
        ], recursive := true)
    from active_closes as c
    join period_lines as l using (account, period_id)
)
select
    account,
    period_id,
    version,
    line_key,
    side,
    coalesce(n.name, t.name) as name,
    t.quantity as was_quantity,
    n.quantity as is_quantity,
    t.usd as was_usd,
    n.usd as is_usd,
    (coalesce(n.usd, 0) - coalesce(t.usd, 0))::decimal(38, 2) as change_usd
from told_lines as t
full join current_lines as n using (account, period_id, version, line_key, side)
where coalesce(n.usd, 0) <> coalesce(t.usd, 0)
    or n.quantity <> t.quantity
