-- How a SKU is priced in a billing period, in words and as JSON: the block, the allowance, the
-- rounding, and how many WebSocket messages are one request.
-- grain: account, period_id, sku
with ratios as (
    select v.account, v.period_id, m.sku, any_value(v.value) as ws_ratio
    from rating.scenario_values as v
    join params.selection using (scenario)
    join ref.sku_meters as m on m.numerator_switch = v.switch
    where v.switch = 'ws_ratio'
    group by all
)
select
    p.account,
    p.period_id,
    b.sku,
    if(b.per_quantity = 1, '', b.per_quantity || ' ') || k.unit as pricing_unit,
    b.sku || if(b.starts_on = date '0001-01-01', '', '/' || b.starts_on) as price_id,
    concat(
        '{"x_IncludedQuantity":', if(b.allowance in ('none', 'unlimited'), 0, b.included_quantity),
        ',"x_BlockSize":', b.per_quantity,
        ',"x_Rounding":', to_json(b.rounding)::varchar,
        ',"x_WebSocketRatio":' || r.ws_ratio,
        '}'
    ) as details
from params.periods as p
join rating.account_prices as b
    on b.account = p.account and b.starts_on <= p.starts_on and b.ends_on > p.starts_on
join ref.skus as k using (sku)
left join ratios as r on r.account = p.account and r.period_id = p.period_id and r.sku = b.sku
