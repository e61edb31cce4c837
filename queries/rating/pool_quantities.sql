-- What the other SKUs of a shared allowance use on a day: those that take it before this SKU, and
-- those that take it after.
-- grain: account, period_id, scenario, sku, usage_on
-- kind: table
-- column usage_on: Day on which the usage is rated [day UTC]
select
    q.account,
    q.period_id,
    q.scenario,
    a.sku,
    q.usage_on,
    coalesce(sum(q.numerator) filter (where o.take_order < a.take_order), 0)::hugeint as ahead,
    coalesce(sum(q.numerator) filter (where o.take_order > a.take_order), 0)::hugeint as behind
from ref.allowance_pools as a
join ref.allowance_pools as o on o.pool = a.pool and o.sku <> a.sku
join rating.day_quantities as q on q.sku = o.sku
group by q.account, q.period_id, q.scenario, a.sku, q.usage_on
