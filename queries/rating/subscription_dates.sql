-- When each subscription is charged: a monthly one with every billing period from its start on, one
-- of a longer term with the period in which it renews.
-- grain: account, subscription_id, charged_on
with charged as (select * from params.subscriptions where is_charged),
renewals as (
    select *, unnest([cycle_starts_on, cycle_ends_on]) as renews_on
    from charged
    where months > 1
)
select c.account, c.subscription_id, p.charged_on, c.sku, c.months, c.price_usd
from charged as c
join rating.period_starts as p
    on p.account = c.account and p.charged_on >= c.starts_on
    and p.charged_on < coalesce(c.ends_on, date '9999-12-31')
where c.months = 1
union
select r.account, r.subscription_id, p.charged_on, r.sku, r.months,
    case when r.currency = 'USD' then r.price_usd end
from renewals as r
join rating.period_starts as p
    on p.account = r.account and p.charged_on <= r.renews_on and p.next_on > r.renews_on
where r.renews_on < coalesce(r.ends_on, date '9999-12-31')
