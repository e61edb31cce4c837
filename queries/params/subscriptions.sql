-- What an account subscribes to, with the SKU that its rate plan stands for. A subscription without
-- a known SKU is kept and not predicted. A subscription is charged unless it is in a trial,
-- cancelled, failed or expired. It runs from the day that the billing API gives, else from the
-- start of its current cycle. Of several monthly ones the plan's gives the cycle of the account.
-- `says` is the reason why it is or is not predicted.
-- grain: account, subscription_id
-- kind: table
-- see: https://developers.cloudflare.com/api/resources/accounts/subresources/subscriptions/
-- column price_usd: Price of one term, as the subscription states it [currency of the row]
with named as (
    select
        s.*,
        r.sku,
        row_number() over (
            partition by s.account, s.subscription_id
            order by r.sku is null, r.rate_plan = lower(s.rate_plan) desc, r.effective_from desc
        ) as place
    from staging.subscriptions as s
    left join ref.rate_plans as r
        on r.rate_plan in (lower(s.rate_plan), lower(s.rate_plan_name))
        and r.effective_from <= coalesce(s.ends_on, date '9999-12-31')
)
select
    n.account,
    n.subscription_id,
    n.rate_plan,
    n.rate_plan_name,
    n.sku,
    n.state,
    coalesce(n.state in ('Paid', 'Provisioned', 'AwaitingPayment'), true) as is_charged,
    n.frequency,
    f.months,
    n.price_usd,
    n.currency,
    n.component_values,
    n.starts_on as cycle_starts_on,
    n.ends_on as cycle_ends_on,
    n.period_starts_at as cycle_starts_at,
    n.frequency = 'monthly' and row_number() over (
        partition by n.account, n.frequency
        order by n.sku in (select sku from ref.plans where sku is not null) desc nulls last,
            n.sku is not null desc, n.starts_on desc nulls last, n.subscription_id
    ) = 1 as is_cycle,
    coalesce(least(a.starts_at::date, n.starts_on), n.starts_on) as starts_on,
    a.ends_at::date as ends_on,
    case
        when not is_charged then 'not charged in this state'
        when n.sku is null then 'no SKU is known for it'
        when f.months is null then 'charged at times that are not known'
        else 'predicted'
    end as says
from named as n
left join ref.frequencies as f on f.frequency = n.frequency
left join staging.billing_anchors as a
    on a.account = n.account and a.subscription_id = n.subscription_id
where n.place = 1
