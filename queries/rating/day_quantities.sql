-- What each day adds to a SKU, as a numerator over the SKU's denominator. SKUs that share an
-- allowance are converted to one denominator, so that what one of them takes is exact for the
-- other. Usage that suspect or missing days may have lost counts only in the scenario of that
-- bound.
-- grain: account, period_id, scenario, sku, usage_on
-- kind: table
-- partition: account, period_id
with days as (
    select
        account,
        period_id,
        meter,
        usage_on,
        coalesce(t.total, 0) as total,
        coalesce(t.low, 0) as low,
        coalesce(t.high, 0) as high,
        coalesce(o.high, 0) as open
    from usage.day_totals as t
    full join usage.open_days as o using (account, period_id, meter, usage_on)
),
metered as (
    select
        t.account,
        t.period_id,
        n.scenario,
        n.sku,
        t.usage_on,
        sum(n.numerator * case s.bound
            when 'low' then t.low
            when 'high' then t.high
            when 'lost' then t.total + t.open
            else t.total
        end)::hugeint as numerator
    from days as t
    join rating.numerators as n
        on n.account = t.account and n.period_id = t.period_id and n.meter = t.meter
    join params.scenarios as s on s.scenario = n.scenario
    join usage.sku_sources as k
        on k.account = t.account and k.period_id = t.period_id and k.sku = n.sku
        and k.source = 'meters'
    group by t.account, t.period_id, n.scenario, n.sku, t.usage_on
),
quantities as (
    select m.*, d.denominator
    from metered as m
    join rating.denominators as d
        on d.account = m.account and d.period_id = m.period_id
        and d.scenario = m.scenario and d.sku = m.sku
    union all
    select
        g.account,
        g.period_id,
        s.scenario,
        g.sku,
        g.usage_on,
        g.billionths,
        1000000000::hugeint
    from rating.given_days as g
    cross join params.scenarios as s
    union all
    select
        f.account,
        f.period_id,
        s.scenario,
        f.sku,
        f.usage_on,
        billionths(f.quantity),
        1000000000::hugeint
    from usage.feed_days as f
    join usage.sku_sources as k using (account, period_id, sku)
    cross join params.scenarios as s
    where k.source in ('feed', 'feed_to_date')
),
shared as (
    select q.account, q.period_id, q.scenario, p.pool,
        list_reduce(list(distinct q.denominator), lambda a, b: lcm(a, b)) as denominator
    from quantities as q
    join ref.allowance_pools as p using (sku)
    group by q.account, q.period_id, q.scenario, p.pool
)
select
    q.account,
    q.period_id,
    q.scenario,
    q.sku,
    q.usage_on,
    (q.numerator * coalesce(s.denominator // q.denominator, 1))::hugeint as numerator,
    coalesce(s.denominator, q.denominator) as denominator
from quantities as q
left join ref.allowance_pools as p using (sku)
left join shared as s
    on s.account = q.account and s.period_id = q.period_id and s.scenario = q.scenario
    and s.pool = p.pool
where (q.account, q.period_id, q.sku) in (
    select (account, period_id, sku) from rating.suspect_skus
) or q.scenario not in (select scenario from params.scenarios where bound = 'lost')
