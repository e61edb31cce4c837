-- What changed in the charges of closed billing periods, and the later period in which the change
-- is booked; null until there is one. A published database has no row: `ops` keeps corrections,
-- and `report focus` states them in memory.
-- grain: correction
-- column correction: Number of the correction in `ops.charge_corrections`
-- column period_id: The closed period, by its first day [day UTC]
-- column booked_in: The later period in which it is booked; null until there is one [day UTC]
-- column change_usd: What is charged now less what the close froze [USD]
-- kind: declaration
select
    null::bigint as correction,
    null::varchar as account,
    null::varchar as period_id,
    null::varchar as booked_in,
    null::varchar as statement_id,
    null::varchar as category,
    null::varchar as sku,
    null::varchar as description,
    null::decimal(38, 2) as change_usd
where false
