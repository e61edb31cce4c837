-- The lowest and the highest amount that a charge may have because of sampling: the low and the
-- high end of its usage, rated with allowance and blocks. Only charges whose usage has bounds have
-- a row.
-- grain: account, period_id, scenario, sku
-- column high_usd: Charge at the high end of sampled usage [USD]
-- column low_usd: Charge at the low end of sampled usage [USD]
select
    l.account,
    l.period_id,
    b.bound_of as scenario,
    l.sku,
    min(l.amount_usd) as low_usd,
    max(l.amount_usd) as high_usd,
    min(l.billable_quantity) as low_quantity,
    max(l.billable_quantity) as high_quantity
from rating.charges as l
join params.scenarios as b on b.scenario = l.scenario and b.bound in ('low', 'high')
group by l.account, l.period_id, b.bound_of, l.sku
having min(l.numerator) < max(l.numerator)
