-- What `reconcile` says about the closes of a period: that it is closed, and what of earlier
-- closed periods is booked in it.
-- grain: account, period_id, says
select
    c.account,
    c.period_id,
    printf('Closed on %s, version %d: predicted %s, invoiced %s.', c.closed_at::date::varchar,
        c.version, coalesce(dollars(c.predicted_usd), 'nothing'),
        coalesce(dollars(c.invoiced_usd), 'nothing')) as says
from active_closes as c
union all
select
    account,
    booked_in,
    printf('%d correction(s) of %s are booked here: predicted %s, invoiced %s (flaretally '
        || 'corrections --period %s).', count(*), period_id,
        coalesce(dollars(sum(change_usd) filter (where side = 'predicted')), '$0.00'),
        coalesce(dollars(sum(change_usd) filter (where side = 'invoiced')), '$0.00'),
        booked_in[:7])
from booked_corrections
where changed_by = 'inputs' and booked_in is not null
group by account, booked_in, period_id
