-- How much more a charge would be if suspect and missing days had as much usage as the days beside
-- them, after allowance and blocks.
-- grain: account, period_id, scenario, sku
select
    l.account,
    l.period_id,
    b.bound_of as scenario,
    l.sku,
    c.amount_usd,
    l.amount_usd as with_lost_usd,
    (l.amount_usd - c.amount_usd)::decimal(38, 2) as lost_usd
from rating.charges as l
join params.scenarios as b on b.scenario = l.scenario and b.bound = 'lost'
join rating.charges as c
    on c.account = l.account and c.period_id = l.period_id and c.sku = l.sku
    and c.scenario = b.bound_of
