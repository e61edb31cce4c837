-- Reversals of the corrections of a close that is opened again, `reopening`. Its period contains
-- the changes from now on, so those booked in another period would count twice. A change of a
-- quantity at $0.00 is taken back too, and a line that went is stated as gone.
-- grain: correction
with changed as (
    select
        account,
        period_id,
        version,
        line_key,
        side,
        arg_max(name, correction) as name,
        arg_max_null(is_quantity, correction) as was_quantity,
        arg_max_null(is_usd, correction) as was_usd,
        -sum(coalesce(is_quantity, 0) - coalesce(was_quantity, 0))
            filter (where changed_by = 'inputs') as change_quantity,
        (-sum(change_usd) filter (where changed_by = 'inputs'))::decimal(38, 2) as change_usd
    from ops.corrections
    semi join reopening using (account, period_id, version)
    group by account, period_id, version, line_key, side
)
select
    (select correction from newest_correction)
        + row_number() over (order by c.line_key, c.side) as correction,
    c.* exclude (change_quantity, change_usd),
    if(c.change_quantity = 0, c.was_quantity, coalesce(c.was_quantity, 0) + c.change_quantity)
        ::decimal(38, 9) as is_quantity,
    (coalesce(c.was_usd, 0) + c.change_usd)::decimal(38, 2) as is_usd,
    c.change_usd,
    'inputs' as changed_by,
    'the period was opened again' as cause,
    r.reopened_at as found_at
from changed as c
cross join reopening as r
where c.change_usd <> 0 or c.change_quantity <> 0
