-- The SKUs to which a policy of a billing period applies, with how specific the policy is: one for
-- a SKU comes before one for a product, that before one for all SKUs with usage.
-- grain: account, period_id, subject, policy, sku
-- column place: How specific the policy is: 1 a SKU, 2 a product, 3 all SKUs [rank]
with named as (select distinct account, period_id, subject, policy from params.policies)
select
    p.account,
    p.period_id,
    p.subject,
    p.policy,
    k.sku,
    case p.subject when k.sku then 1 when '*' then 3 else 2 end as place
from named as p
join ref.skus as k
    on k.unit <> 'month' and p.subject in (k.sku, split_part(k.sku, '.', 1) || '.*', '*')
left join allocation.weight_totals as t
    on t.account = p.account and t.period_id = p.period_id and t.sku = k.sku
where p.subject <> '*' or t.weights is not null
