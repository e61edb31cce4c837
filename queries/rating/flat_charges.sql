-- The flat charges of the billing period that starts on a day: the account's subscriptions, else
-- the subscription that its plan includes. An invoice prints the flat charges of the period after
-- its usage. A monthly subscription has the price of the price book. A longer term is not in the
-- price book and has the price that the subscription states.
-- grain: account, charged_on, scenario, sku
-- kind: table
-- see: https://developers.cloudflare.com/workers/platform/pricing/
-- column amount_usd: What the subscriptions cost together; null where a price is not known [USD]
-- column price_usd: Price of one month; null where it is unknown or the term is longer [USD]
-- column quantity: Subscriptions of the SKU [count]
with paid as (select * from params.subscriptions where is_charged),
renewals as (
    select *, unnest([cycle_starts_on, cycle_ends_on]) as renews_on
    from paid
    where months > 1
),
-- A monthly subscription is charged with every billing period from its start on, one of a longer
-- term with the period in which it renews.
dates as (
    select c.account, c.subscription_id, p.charged_on, c.sku, c.months, c.price_usd
    from paid as c
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
),
subscribed as (
    select account, charged_on, sku, count(*) filter (where months = 1) as months,
        count(*) as quantity, sum(price_usd) filter (where months > 1) as longer_usd,
        count(*) filter (where months > 1 and price_usd is null) as unknown
    from dates
    where sku is not null
    group by account, charged_on, sku
),
planned as (
    select a.account, p.charged_on, l.sku
    from params.accounts as a
    join ref.plans as l on l.plan = a.plan and l.sku is not null
    join rating.period_starts as p on p.account = a.account
    where (a.account, p.charged_on) not in (
        select (account, charged_on) from subscribed where sku in (select sku from ref.plans)
    )
),
charged as (
    select *, 'subscription' as source from subscribed
    union all
    select account, charged_on, sku, 1, 1, null, 0, 'plan' from planned
)
select
    c.account,
    c.charged_on,
    s.scenario,
    c.sku,
    c.quantity,
    case when c.months > 0 then b.price_usd end as price_usd,
    case when c.unknown = 0 then (
        case when c.months = 0 then 0 else c.months * b.price_usd end + coalesce(c.longer_usd, 0)
    ) end::decimal(38, 2) as amount_usd,
    b.grade,
    b.source_url,
    c.source
from charged as c
cross join params.scenarios as s
left join rating.price_rows as b
    on b.sku = c.sku and b.starts_on <= c.charged_on and b.ends_on > c.charged_on
