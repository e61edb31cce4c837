-- What a meter costs once all allowances are used up, by the most expensive SKU that counts it.
-- The price is `pico` trillionths of a dollar for `micro_of` millionths of the meter, so total *
-- `pico` // `micro_of` is in micro-dollars.
-- grain: account, period_id, meter
select
    n.account,
    n.period_id,
    n.meter,
    n.numerator * price_picos(p.price_usd) as pico,
    d.denominator * p.per_quantity * 1000000 as micro_of
from rating.numerators as n
join params.selection as t on t.scenario = n.scenario
join rating.denominators as d
    on d.account = n.account and d.period_id = n.period_id and d.scenario = n.scenario
    and d.sku = n.sku
join rating.price_segments as p
    on p.account = n.account and p.period_id = n.period_id and p.sku = n.sku
where n.numerator > 0 and p.price_usd > 0
qualify row_number() over (
    partition by n.account, n.period_id, n.meter order by p.price_usd desc, n.sku
) = 1
