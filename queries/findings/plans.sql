-- Plans that are stated otherwise than usage or the invoice shows.
-- Use of Workers for Platforms by an account without a subscription to it. Workers for Platforms
-- is a plan of its own in place of Workers Paid. Usage over its allowances is predicted, the price
-- of the plan is not. An invoice that charges a paid plan to an account that is stated to have a
-- free one: its usage was rated as free.
-- grain: account, period_id, sku
with used as (
    select distinct t.account, t.period_id
    from usage.period_totals as t
    join ref.sku_meters as m using (meter)
    join ref.skus as k on k.sku = m.sku and k.product = 'Workers for Platforms'
    where t.total > 0
)
select
    u.account,
    u.period_id,
    n.sku,
    b.price_usd::decimal(38, 2) as usd,
    printf(
        'Workers for Platforms is used, and its subscription of %s a month is in no prediction: '
            || 'the plan is %s. State the plan with load --plan %s.',
        dollars(b.price_usd::decimal(38, 2)), coalesce(l.says, 'not stated'), n.plan
    ) as says
from used as u
join params.periods as p using (account, period_id)
join ref.plans as n on n.plan = 'workers_for_platforms'
join rating.price_rows as b
    on b.sku = n.sku and b.starts_on <= p.ends_on and b.ends_on > p.ends_on
left join params.accounts as a using (account)
left join ref.plans as l on l.plan = a.plan
anti join rating.flat_charges as f
    on f.account = u.account and f.charged_on = p.ends_on and f.sku = n.sku
union all
select
    i.account,
    i.period_id,
    i.sku,
    i.amount_usd as usd,
    printf(
        'The invoice charges the plan %s, and the stated plan is %s. What needs a paid plan is '
            || 'predicted at $0.00. If the invoice is right, state the plan with load --plan %s.',
        n.plan, a.plan, n.plan
    ) as says
from reconcile.invoiced as i
join params.accounts as a using (account)
join ref.plans as l on l.plan = a.plan and not l.is_paid
join ref.plans as n on n.sku = i.sku and n.is_paid
where i.amount_usd > 0
