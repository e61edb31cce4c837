-- The dollars of each series of tenants (`chargeback_tenants` says which) on each day of a period.
-- grain: account, period_id, series, usage_on
-- column usd: Dollars of the series on the day [USD]
select account, period_id, payer::integer as series, usage_on, cents_to_usd(cents)::decimal(38, 2)
    as usd
from report.chargeback_payer_days
where shown_by = 'series'
