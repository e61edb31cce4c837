-- The totals of a statement by status: lines and dollars.
-- grain: account, period_id, status
select
    account,
    period_id,
    status,
    count(*) as lines,
    sum(coalesce(predicted_usd, 0))::decimal(38, 2) as predicted_usd,
    sum(coalesce(invoiced_usd, 0))::decimal(38, 2) as invoiced_usd,
    sum(variance_usd)::decimal(38, 2) as variance_usd
from reconcile.lines
group by account, period_id, status
