-- Reversals of the corrections of a close that is opened again, `reopening`. Its period contains
-- the changes from now on, so those booked in another period would count twice.
-- grain: correction
with changed as (
    select
        account,
        period_id,
        version,
        line_key,
        side,
        arg_max(name, correction) as name,
        arg_max(is_quantity, correction) as was_quantity,
        arg_min(was_quantity, correction) as is_quantity,
        arg_max(is_usd, correction) as was_usd,
        (-sum(change_usd) filter (where changed_by = 'inputs'))::decimal(38, 2) as change_usd
    from ops.corrections
    semi join reopening using (account, period_id, version)
    group by account, period_id, version, line_key, side
)
select
    (select correction from newest_correction)
        + row_number() over (order by c.line_key, c.side) as correction,
    c.* exclude (change_usd),
    (coalesce(c.was_usd, 0) + c.change_usd)::decimal(38, 2) as is_usd,
    c.change_usd,
    'inputs' as changed_by,
    'the period was opened again' as cause,
    r.reopened_at as found_at
from changed as c
cross join reopening as r
where c.change_usd <> 0
