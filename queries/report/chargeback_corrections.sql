-- What moved of tenants' parts after a period was closed, a line a tenant: in the period in which
-- it is booked what is to be paid on top, and in the closed period what takes it back, so that this
-- stays as it was closed. The two ask for it once. `with_usd` and `tenant_with_usd` are the
-- amounts of the period and of the tenant with all these lines.
-- grain: account, period_id, correction
-- column all_usd: All lines of the period together [USD]
-- column corrects: The closed period, by its first day [day UTC]
-- column correction: Number of the correction, greater for a later one [number]
-- column found_on: Day of the run that found it [day UTC]
-- column is_booked: Whether it is booked in this period; else it is taken back in it
-- column reason: Files or the command that brought it
-- column says_alone: The same without the names of files, for the tenant
-- column tenant_with_usd: Amount of the tenant in the period with its lines; null where no
-- column tenant_with_usd: statement of the period is left [USD]
-- column usd: What the line adds to the amount of the period [USD]
-- column with_usd: Amount of the period with all lines; null where no statement of it is left
-- column with_usd: [USD]
with parts as (
    select
        c.*,
        unnest([
            {'at': c.period_id, 'usd': -c.change_usd, 'is_booked': false},
            {'at': c.booked_in, 'usd': c.change_usd, 'is_booked': true}
        ], recursive := true)
    from params.tenant_corrections as c
),
named as (
    select
        *,
        case
            when is_booked then 'Correction of ' || period_id
            when booked_in is null then 'Moved after the close, waits for the next period'
            else 'Moved after the close, booked in ' || booked_in
        end as says_alone
    from parts
    where "at" is not null
)
select
    n.account,
    n."at" as period_id,
    n.correction,
    n.tenant,
    n.period_id as corrects,
    n.is_booked,
    n.usd::decimal(38, 2) as usd,
    'USD' as currency,
    n.cause as reason,
    n.found_on,
    printf('%s: %s', n.says_alone, n.cause) as says,
    n.says_alone,
    sum(n.usd) over whole::decimal(38, 2) as all_usd,
    (a.usd + sum(n.usd) over whole)::decimal(38, 2) as with_usd,
    case when a.usd is not null
        then (coalesce(t.usd, 0) + sum(n.usd) over own)::decimal(38, 2)
    end as tenant_with_usd
from named as n
left join report.chargeback_all as a on a.account = n.account and a.period_id = n."at"
left join report.chargeback_tenants as t
    on t.account = n.account and t.period_id = n."at" and t.tenant = n.tenant
window whole as (partition by n.account, n."at"),
    own as (partition by n.account, n."at", n.tenant)
