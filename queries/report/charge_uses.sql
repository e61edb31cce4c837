-- What a tenant used of a SKU, by meter and place (a namespace, a script, a bucket), with its
-- weight on the SKU. `ratio_units` is its part of the SKU in units of a millionth of a millionth:
-- the parts of a SKU add up to one. Where weights are not sums over places, as after a change of
-- price inside the period, a tenant has one row without place and meter.
-- grain: account, period_id, sku, tenant, place, meter
-- column meter: Meter of the use; null where the use of the tenant is not told by places
-- column total: Usage of the meter in the place; null where it is not told by places [unit of the
-- column total: meter]
with placed as (
    select
        p.account,
        p.period_id,
        n.sku,
        p.tenant,
        p.place,
        p.meter,
        p.total,
        (p.total * n.numerator)::hugeint as weight
    from usage.place_totals as p
    join allocation.numerators as n using (account, period_id, meter)
    where p.total * n.numerator > 0
),
sums as (
    select account, period_id, sku, tenant, sum(weight)::hugeint as weight
    from placed
    group by all
),
unfit as (
    select distinct account, period_id, sku
    from sums as s
    full join allocation.weights as w using (account, period_id, sku, tenant)
    where s.weight is distinct from w.weight
),
uses as (
    from placed anti join unfit using (account, period_id, sku)
    union all
    select account, period_id, sku, tenant, null, null, null, weight
    from allocation.weights
    semi join unfit using (account, period_id, sku)
),
quotas as (
    select
        u.*,
        quota_base(1000000000000, u.weight, t.weights) as base,
        quota_rest(1000000000000, u.weight, t.weights) as rest
    from uses as u
    join allocation.weight_totals as t using (account, period_id, sku)
)
select * exclude (base, rest), quota_dealt(
    1000000000000,
    base,
    sum(base) over same_sku,
    row_number() over (same_sku order by rest desc, tenant, place, meter)
)::hugeint as ratio_units
from quotas
window same_sku as (partition by account, period_id, sku)
