-- The whole number that the summed numerators of a SKU are divided by, for each scenario.
-- grain: account, period_id, scenario, sku
-- kind: table
-- column denominator: Whole number by which summed numerators of the SKU are divided [count]
with pairs as (
    select p.account, p.period_id, s.scenario, k.*
    from params.periods as p
    cross join params.scenarios as s
    cross join ref.skus as k
)
select
    k.account,
    k.period_id,
    k.scenario,
    k.sku,
    k.denominator * coalesce(a.value, 1) * coalesce(b.value, 1) as denominator
from pairs as k
left join rating.scenario_values as a
    on a.account = k.account and a.period_id = k.period_id
    and a.scenario = k.scenario and a.switch = k.denominator_switch
left join rating.scenario_values as b
    on b.account = k.account and b.period_id = k.period_id
    and b.scenario = k.scenario and b.switch = k.denominator_switch_2
