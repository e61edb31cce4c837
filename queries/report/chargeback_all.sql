-- What the tenants of a statement have together, unattributed parts included. Tax and credits that
-- policies divide are in the amount and in its difference from the prediction, which has none.
-- grain: account, period_id
-- column predicted_usd: Predicted amount of the statement, tax and credits not in it [USD]
-- column variance_usd: Invoiced less predicted amount, with tax and credits that policies divide;
-- column variance_usd: null without an invoice [USD]
with sums as (
    select account, period_id, sum(usd) as usd
    from report.chargeback_tenants
    group by account, period_id
)
select
    h.account,
    h.period_id,
    h.predicted_usd,
    (h.variance_usd + coalesce(s.usd, 0) - h.usd)::decimal(38, 2) as variance_usd,
    coalesce(s.usd, 0)::decimal(38, 2) as usd,
    h.currency
from report.chargeback_head as h
left join sums as s using (account, period_id)
