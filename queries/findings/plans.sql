-- Use of Workers for Platforms by an account without a subscription to it. Workers for Platforms
-- is a plan of its own in place of Workers Paid. Usage over its allowances is predicted, the price
-- of the plan is not.
-- grain: account, period_id
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
