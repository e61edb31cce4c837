-- The usage lines of the forecast period: quantity and amount of the known days, and of the whole
-- period by the forecast. Low and high are the tenth and the ninetieth percentile of the paths,
-- widened to include the forecast. With fewer than five paths the error is unknown. A SKU without
-- known days has no figures, whether its days are still to come or nothing of it was saved.
-- grain: account, period_id, sku
-- kind: table
-- empty without: params.as_of
with known as (
    select account, period_id, sku
    from usage.sku_sources
    semi join foresight.periods using (account, period_id)
    union
    select account, period_id, sku
    from usage.unknown_skus
    semi join foresight.periods using (account, period_id)
    union
    select account, period_id, sku from foresight.series
),
paths as (
    select account, period_id, sku, count(*) as paths
    from foresight.paths
    group by account, period_id, sku
),
gaps as (
    select
        account,
        period_id,
        sku,
        count(*) as open_days,
        count(*) filter (where is_past) as unknown_days,
        string_agg(usage_on::varchar, ', ' order by usage_on) filter (where is_past) as unknown_on
    from foresight.open_days
    group by account, period_id, sku
),
cases as (
    select
        account,
        period_id,
        sku,
        list(numerator) as numerators,
        list(amount_usd) as usd
    from foresight.forecast_charges
    where starts_with(scenario, 'path ')
    group by account, period_id, sku
),
charges as (select * from foresight.forecast_charges)
select
    k.account,
    k.period_id,
    k.sku,
    s.method,
    coalesce(s.known_days, 0) as known_days,
    s.through_on,
    coalesce(s.is_forecast, false) as is_forecast,
    coalesce(p.paths, 0) as paths,
    coalesce(g.open_days, 0) as open_days,
    coalesce(g.unknown_days, 0) as unknown_days,
    g.unknown_on,
    s.denominator,
    d.numerator as to_date_numerator,
    d.raw_quantity as to_date_quantity,
    d.billable_quantity as to_date_billable,
    d.billed_blocks as to_date_blocks,
    b.per_quantity,
    b.price_usd,
    d.amount_usd as to_date_usd,
    if(s.is_forecast, b.raw_quantity, null) as base_quantity,
    if(s.is_forecast, b.amount_usd, null) as base_usd,
    case when p.paths >= 5 then ratio_9(
        least(b.numerator, tenth_from_below(c.numerators)), s.denominator
    ) when coalesce(g.open_days, 0) = 0 then b.raw_quantity end as low_quantity,
    case when p.paths >= 5 then ratio_9(
        greatest(b.numerator, tenth_from_above(c.numerators)), s.denominator
    ) when coalesce(g.open_days, 0) = 0 then b.raw_quantity end as high_quantity,
    case when p.paths >= 5 then least(b.amount_usd, tenth_from_below(c.usd))
        when coalesce(g.open_days, 0) = 0 then b.amount_usd end as low_usd,
    case when p.paths >= 5 then greatest(b.amount_usd, tenth_from_above(c.usd))
        when coalesce(g.open_days, 0) = 0 then b.amount_usd end as high_usd
from known as k
left join foresight.series as s using (account, period_id, sku)
left join charges as d
    on d.account = k.account and d.period_id = k.period_id and d.sku = k.sku
    and d.scenario = 'to_date'
left join charges as b
    on b.account = k.account and b.period_id = k.period_id and b.sku = k.sku
    and b.scenario = 'base'
left join cases as c
    on c.account = k.account and c.period_id = k.period_id and c.sku = k.sku
left join paths as p using (account, period_id, sku)
left join gaps as g using (account, period_id, sku)
