-- Which properties of a fair division each policy has on this statement, with an example where one
-- fails. The parts add up to their line. Each tenant has one part of a pot, so the order of rows
-- does not matter. A tenant without use pays nothing. A tenant that uses at least as much of
-- everything pays at least as much. A tenant that is split in two changes no other tenant's part
-- by more than one cent. The last two are not tried on all: only the hundred tenants that pay
-- least against the hundred that pay most, and the greatest tenant of each pot.
-- grain: account, period_id, policy, place
-- checked: when named
-- column place: Order of the properties [rank]
-- column policy: Way of dividing that is tested: chosen, or one policy for all SKUs
-- column verdict: Whether the property holds or fails
with parts as (select * from reconcile.shown_parts),
lines as (
    select account, period_id, line_key, plan,
        sum(cents) filter (where not is_passed_on)::hugeint as cents
    from parts
    group by account, period_id, line_key, plan
),
uses as (select * from allocation.weights),
users as (select distinct account, period_id, tenant from uses),
failures as (
    select l.account, l.period_id, l.plan, 1 as place, printf(
            'the parts of %s make $%s, the line is $%s', l.line_key,
            cents_to_usd(l.cents)::varchar, cents_to_usd(t.cents)::varchar
        ) as says, abs(l.cents - t.cents) as size
    from lines as l
    join reconcile.policy_lines as t using (account, period_id, line_key)
    left join reconcile.statements as s using (account, period_id)
    where t.basis = if(s.invoices > 0, 'invoiced', 'predicted') and l.cents <> t.cents
    union all
    select account, period_id, plan, 2, printf(
            '%s has %d parts of %s', any_value(pot), count(*), tenant
        ), count(*)
    from parts
    where component <> 'allowance'
    group by account, period_id, plan, pot, tenant, is_passed_on
    having count(*) > 1
    union all
    select p.account, p.period_id, p.plan, 3, printf(
            '%s pays $%s of %s and has no use %s', p.tenant, cents_to_usd(p.cents)::varchar,
            p.pot, if(r.sku is null or r.unit = 'month', 'of anything', 'of it')
        ), abs(p.cents)
    from parts as p
    left join ref.skus as r using (sku)
    left join uses as u using (account, period_id, sku, tenant)
    left join users as a on a.account = p.account and a.period_id = p.period_id
        and a.tenant = p.tenant
    where p.tenant <> 'unattributed' and p.component <> 'allowance' and p.cents <> 0
        and if(r.sku is null or r.unit = 'month', a.tenant, u.tenant) is null
    union all
    select account, period_id, plan, 4, printf(
            '%s uses at least as much of everything as %s and pays $%s, not $%s', tenant, other,
            cents_to_usd(cents)::varchar, cents_to_usd(other_cents)::varchar
        ), other_cents - cents
    from reconcile.paid_pairs
    union all
    select account, period_id, plan, 5, printf(
            '%s in two moves %s by $%s of %s', split_tenant, tenant,
            cents_to_usd(moved_cents)::varchar, pot
        ), moved_cents
    from reconcile.split_trials
    where moved_cents > 1
),
properties as (
    select unnest([
        'sums to the line', 'free of order', 'no use pays nothing', 'monotone', 'free of splitting'
    ]) as property, unnest(range(1, 6)) as place
),
examples as (
    select account, period_id, plan, place, arg_max(says, (size, says)) as example,
        count(*) as failures
    from failures
    group by account, period_id, plan, place
)
select
    p.account,
    p.period_id,
    p.plan as policy,
    q.place,
    q.property,
    if(e.example is null, 'holds', 'fails') as verdict,
    coalesce(e.failures, 0) as failures,
    e.example
from (select distinct account, period_id, plan from lines) as p
cross join properties as q
left join examples as e using (account, period_id, plan, place)
