-- What a behaviour costs, a row per SKU: the charge, and the charge that the same rules give
-- without its usage. Amounts are null where a day of the usage has no price. `allowance_percent` is
-- the part of the SKU's allowance that the usage takes.
-- grain: account, period_id, signature, place, sku
-- kind: table
-- empty without: findings.signature_places
-- partition: account, period_id
-- column amount_usd: Charge with all usage [USD]
with places as (select distinct account, period_id, signature, place from findings.signature_places)
select
    p.account,
    p.period_id,
    p.signature,
    p.place,
    c.sku,
    b.raw_quantity,
    c.raw_quantity as without_quantity,
    b.amount_usd,
    c.amount_usd as without_usd,
    (b.amount_usd - c.amount_usd)::decimal(38, 2) as usd,
    case when b.included_quantity > 0 then half_up_div(
        billionths(b.raw_quantity - c.raw_quantity) * 100, billionths(b.included_quantity)
    ) end as allowance_percent
from places as p
join findings.case_charges as c
    on c.account = p.account and c.period_id = p.period_id
    and c.scenario = p.signature || ' ' || p.place
cross join params.selection as t
join rating.charges as b
    on b.account = c.account and b.period_id = c.period_id and b.sku = c.sku
    and b.scenario = t.scenario
