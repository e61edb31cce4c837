-- The usage of each SKU and day that is left without a behaviour: all usage of the chosen scenario
-- less what the behaviour used. Only SKUs that it changes have rows, and SKUs that share an
-- allowance with them.
-- grain: account, period_id, scenario, sku, usage_on
-- kind: table
-- empty without: findings.signature_usage, findings.signature_days
-- partition: account, period_id
-- column scenario: Behaviour and place whose usage is taken away, in the place of a scenario
with spared as (
    select
        u.account,
        u.period_id,
        u.signature || ' ' || u.place as scenario,
        n.sku,
        u.usage_on,
        sum(u.total * n.numerator)::hugeint as numerator
    from findings.signature_usage as u
    cross join params.selection as t
    join rating.numerators as n
        on n.account = u.account and n.period_id = u.period_id and n.meter = u.meter
        and n.scenario = t.scenario and n.numerator > 0
    group by all
    union all
    select
        e.account,
        e.period_id,
        e.signature || ' ' || e.place,
        d.sku,
        e.usage_on,
        sum(e.spared * d.denominator)::hugeint
    from findings.signature_days as e
    cross join params.selection as t
    join ref.signature_figures as g on g.signature = e.signature and g.role = 'spared_sku'
    join rating.denominators as d
        on d.account = e.account and d.period_id = e.period_id and d.sku = g.figure
        and d.scenario = t.scenario
    group by all
),
changed as (
    select account, period_id, scenario, sku from spared
    union
    select s.account, s.period_id, s.scenario, o.sku
    from spared as s
    join ref.allowance_pools as p using (sku)
    join ref.allowance_pools as o on o.pool = p.pool
)
select
    q.account,
    q.period_id,
    c.scenario,
    q.sku,
    q.usage_on,
    greatest(
        q.numerator - coalesce(s.numerator, 0) * (q.denominator // d.denominator), 0
    )::hugeint as numerator,
    q.denominator
from changed as c
cross join params.selection as t
join rating.day_quantities as q
    on q.account = c.account and q.period_id = c.period_id and q.sku = c.sku
    and q.scenario = t.scenario
join rating.denominators as d
    on d.account = q.account and d.period_id = q.period_id and d.scenario = q.scenario
    and d.sku = q.sku
left join spared as s
    on s.account = c.account and s.period_id = c.period_id and s.scenario = c.scenario
    and s.sku = c.sku and s.usage_on = q.usage_on
