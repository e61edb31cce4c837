-- What moved of tenants' parts of closed billing periods, and the later period in which it is
-- booked; null until there is one. A published database has no row: `ops` keeps corrections, and
-- `report chargeback` writes them in memory.
-- grain: correction
-- column correction: Number of the correction in `ops.tenant_corrections`
-- column period_id: The closed period, by its first day [day UTC]
-- column booked_in: The later period in which it is booked; null until there is one [day UTC]
-- column change_usd: What the tenant's part is now less what it was told [USD]
-- column cause: Files or the command that brought it
-- column found_on: Day of the run that found it [day UTC]
-- kind: declaration
select
    null::bigint as correction,
    null::varchar as account,
    null::varchar as period_id,
    null::varchar as booked_in,
    null::varchar as tenant,
    null::decimal(38, 2) as change_usd,
    null::varchar as cause,
    null::date as found_on
where false
