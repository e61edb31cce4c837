-- The totals of a statement by status: lines and dollars.
-- grain: account, period_id, status
-- column predicted_usd: Sum of the predicted amounts; null where usage is missing [USD]
select
    l.account,
    l.period_id,
    l.status,
    count(*) as lines,
    case when l.status <> 'missing'
        then sum(coalesce(l.predicted_usd, 0))::decimal(38, 2) end as predicted_usd,
    case when any_value(s.invoices) > 0 then sum(coalesce(l.invoiced_usd, 0))::decimal(38, 2) end
        as invoiced_usd,
    sum(l.variance_usd)::decimal(38, 2) as variance_usd
from reconcile.lines as l
left join reconcile.statements as s using (account, period_id)
group by l.account, l.period_id, l.status
