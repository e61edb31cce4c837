-- The policy of each SKU in a billing period: the chosen one, and for comparison each other policy
-- applied to all SKUs. Some SKUs are divided by use instead: under `weights` those without weights
-- in policies.csv, and where the platform keeps the allowance those without a list price for all
-- their use.
-- grain: account, period_id, plan, sku
with skus as (
    select account, period_id, sku from allocation.weight_totals
    union
    select account, period_id, sku from allocation.subject_skus
),
chosen as (
    select account, period_id, sku, arg_min(policy, place) as policy
    from allocation.subject_skus
    group by account, period_id, sku
),
weighed as (
    select distinct account, period_id, sku from allocation.subject_skus where policy = 'weights'
),
unpriced as (
    select distinct q.account, q.period_id, q.sku
    from rating.day_quantities as q
    join params.selection using (scenario)
    left join rating.price_segments as p
        on p.account = q.account and p.period_id = q.period_id and p.sku = q.sku
        and q.usage_on >= p.from_on and q.usage_on < p.to_on
    where q.numerator > 0 and p.price_usd is null
),
wanted as (
    select
        s.*,
        p.plan,
        case
            when p.plan = 'chosen' then coalesce(c.policy, 'proportional')
            when p.plan <> 'weights' or w.sku is not null then p.plan
            else 'proportional'
        end as policy
    from skus as s
    cross join allocation.plans as p
    left join chosen as c using (account, period_id, sku)
    left join weighed as w using (account, period_id, sku)
)
select
    w.account,
    w.period_id,
    w.plan,
    w.sku,
    case when w.policy = 'platform_keeps_allowance' and u.sku is not null then 'proportional'
        else w.policy
    end as policy
from wanted as w
left join unpriced as u using (account, period_id, sku)
