-- What an estimate says of the days of its period: that it is no month, and which of its days a
-- stated quantity is taken to be of, where a SKU is charged on some of them.
-- grain: account, note_number
with periods as (
    select account, ends_on - starts_on as days from params.stated_periods
),
spread as (
    select d.account, d.sku, count(distinct d.usage_on) as days
    from rating.given_days as d
    semi join staging.given_quantities using (account, sku)
    group by d.account, d.sku
)
select account, 0 as note_number, printf(
    '%s priced as one billing period, with each allowance of a period and the plan once. '
        || 'A billing period has %d to %d days.',
    case when days = 1 then '1 day is' else printf('%d days are', days) end,
    shortest_period_days(), longest_period_days()
) as note
from periods
where days not between shortest_period_days() and longest_period_days()
union all
select s.account, row_number() over (partition by s.account order by s.sku), printf(
    '%s: what is stated is taken to be used on the %d of %d days of the period on which it is '
        || 'charged.',
    k.name, s.days, p.days
)
from spread as s
join periods as p using (account)
join ref.skus as k using (sku)
where s.days < p.days
