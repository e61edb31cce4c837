-- Amounts that depend on what is counted, where no page says which of two figures it is.
-- grain: account, period_id, sku, scenario
select
    o.account,
    o.period_id,
    o.sku,
    o.scenario,
    abs(c.amount_usd - o.amount_usd) as usd,
    printf(
        '%s: no page says what is counted. By %s, as here, it costs %s; by %s %s. See the '
            || 'statement with reconcile --scenario %s.',
        k.name, r.ours, dollars(c.amount_usd), r.other, dollars(o.amount_usd), o.scenario
    ) as says
from rating.charges as o
join ref.readings as r using (scenario)
join params.selection as p on p.scenario = 'base'
join rating.charges as c
    on c.account = o.account and c.period_id = o.period_id and c.sku = o.sku
    and c.scenario = p.scenario
join reconcile.predictions as l
    on l.account = o.account and l.period_id = o.period_id and l.sku = o.sku
join ref.skus as k on k.sku = o.sku
where o.amount_usd <> c.amount_usd
    -- A figure that is not known is not zero.
    and exists (
        select 1
        from rating.numerators as n
        join usage.meter_sources as s using (account, period_id, meter)
        where n.account = o.account and n.period_id = o.period_id and n.sku = o.sku
            and n.scenario = o.scenario and n.numerator > 0
    )
