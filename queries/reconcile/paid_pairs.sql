-- Pairs of tenants of which one uses at least as much of every SKU and yet pays less. A difference
-- of the few cents that rounding gives to tenants of equal weight does not count. With many
-- tenants, the hundred that pay least are compared with the hundred that pay most.
-- grain: account, period_id, plan, tenant, other
-- checked: when named
-- column cents: What the tenant pays [cents]
-- column tenant: Tenant that uses at least as much of everything and pays less
with parts as (
    select * from reconcile.shown_parts
    where tenant <> 'unattributed' and component <> 'allowance'
),
paid as (
    select account, period_id, plan, tenant, sum(cents)::hugeint as cents
    from parts
    group by account, period_id, plan, tenant
),
ranked as (
    select
        *,
        row_number() over (same_plan order by cents, tenant) as from_least,
        row_number() over (same_plan order by cents desc, tenant) as from_most
    from paid
    window same_plan as (partition by account, period_id, plan)
),
uses as (select * from allocation.weights where tenant <> 'unattributed'),
pairs as (
    select a.account, a.period_id, a.plan, a.tenant, b.tenant as other, a.cents,
        b.cents as other_cents
    from ranked as a
    join ranked as b using (account, period_id, plan)
    where a.from_least <= 100 and b.from_most <= 100 and a.cents < b.cents
),
greater as (
    select p.account, p.period_id, p.plan, p.tenant, p.other, p.cents, p.other_cents
    from pairs as p
    left join uses as b
        on b.account = p.account and b.period_id = p.period_id and b.tenant = p.other
    left join uses as a
        on a.account = p.account and a.period_id = p.period_id and a.tenant = p.tenant
        and a.sku = b.sku
    group by all
    having coalesce(bool_and(coalesce(a.weight, 0) >= b.weight), true)
)
select
    g.*,
    count(*) filter (where a.weight = b.weight) as equal_parts
from greater as g
left join parts as a
    on a.account = g.account and a.period_id = g.period_id and a.plan = g.plan
    and a.tenant = g.tenant
left join parts as b
    on b.account = g.account and b.period_id = g.period_id and b.plan = g.plan
    and b.tenant = g.other and b.pot = a.pot
group by all
having g.other_cents - g.cents > count(*) filter (where a.weight = b.weight)
