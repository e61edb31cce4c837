-- What a meter costs at list prices once all allowances are used up, by the most expensive SKU
-- that counts it: total * `pico` // `micro_of` is in micro-dollars. It only decides which usage is
-- worth examining.
-- grain: account, meter
-- kind: table
-- empty without: params.as_of
select
    p.account,
    n.meter,
    n.numerator * price_picos(s.price_usd) as pico,
    d.denominator * s.per_quantity * 1000000 as micro_of
from foresight.periods as p
cross join params.selection as t
join rating.numerators as n
    on n.account = p.account and n.period_id = p.period_id and n.scenario = t.scenario
    and n.numerator > 0
join rating.denominators as d
    on d.account = n.account and d.period_id = n.period_id and d.scenario = n.scenario
    and d.sku = n.sku
join rating.price_segments as s
    on s.account = n.account and s.period_id = n.period_id and s.sku = n.sku
where s.price_usd > 0
qualify row_number() over (
    partition by p.account, n.meter order by s.price_usd desc, n.sku
) = 1
