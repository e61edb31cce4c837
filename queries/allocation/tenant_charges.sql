-- Each tenant's part of a predicted charge, to the cent. The parts add up to the charge. What no
-- tenant's usage caused, such as the plan, belongs to the tenant `unattributed`.
-- grain: account, period_id, sku, tenant
-- kind: table
-- partition: account, period_id
-- column amount_usd: Part of the tenant in the predicted charge; parts add up to the charge [USD]
with charges as (select * from allocation.charges),
quotas as (
    select
        c.account,
        c.period_id,
        c.sku,
        w.tenant,
        usd_to_cents(c.amount_usd) as cents,
        quota_base(usd_to_cents(c.amount_usd), w.weight, t.weights) as base,
        quota_rest(usd_to_cents(c.amount_usd), w.weight, t.weights) as rest
    from charges as c
    join allocation.weights as w using (account, period_id, sku)
    join allocation.weight_totals as t using (account, period_id, sku)
    where c.amount_usd is not null
)
select
    account,
    period_id,
    sku,
    tenant,
    cents_to_usd(quota_dealt(
        cents,
        base,
        sum(base) over same_charge,
        row_number() over (same_charge order by rest desc, tenant)
    )) as amount_usd
from quotas
window same_charge as (partition by account, period_id, sku)
union all
select account, period_id, sku, 'unattributed', amount_usd
from charges
anti join allocation.weight_totals using (account, period_id, sku)
where amount_usd is not null
