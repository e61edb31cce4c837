-- What each day of a tenant's usage adds to its weight on a SKU, without days on which the SKU
-- costs nothing yet, or no more.
-- grain: account, period_id, tenant, sku, usage_on
select
    m.account,
    m.period_id,
    m.tenant,
    n.sku,
    m.usage_on,
    sum(m.total * n.numerator)::hugeint as weight
from usage.owned_meters as m
join allocation.numerators as n using (account, period_id, meter)
left join rating.unbilled_days as u
    on u.account = m.account and u.period_id = m.period_id and u.sku = n.sku
    and m.usage_on >= u.from_on and m.usage_on < u.to_on
where n.numerator > 0 and m.total > 0 and u.sku is null
group by all
