-- A quantity of each SKU at which its allowance and its rounding show: the allowance and one and a
-- half blocks, or half of the allowance where nothing is rounded. The month is the first that
-- begins after all prices were known, or the last of a price that ended. What is billed flat has
-- none.
-- grain: sku
-- column quantity: Example quantity, as text [unit of the SKU]
with months as (
    select
        *,
        case
            when effective_to is not null
                then date_trunc('month', effective_to - to_months(1))::date
            else greatest(
                date_trunc('month', max(known_on) over () + to_months(1))::date,
                date_trunc('month', effective_from + to_months(1) - to_days(1))::date
            )
        end as starts_on
    from report.price_history
),
counted as (
    select
        *,
        (starts_on + to_months(1))::date as ends_on,
        coalesce(included_quantity, 0) * case allowance
            when 'day' then (starts_on + to_months(1))::date - starts_on
            else 1
        end as included,
        case
            when allowance = 'unlimited' then 2000000
            when rounding = 'none' and included_quantity > 0 then included_quantity
            -- Of a price below a cent more blocks, so that the amount shows.
            else per_quantity * if(price_usd < 0.01, 41, 3)
        end as twice_more
    from months
    where is_newest and aggregation <> 'flat'
)
select
    c.sku,
    coalesce(p.plan, 'workers_paid') as plan,
    c.starts_on,
    c.ends_on,
    -- In whole numbers, so half of one is written by hand.
    (c.included + c.twice_more // 2)::varchar || if(c.twice_more % 2 = 1, '.5', '') as quantity
from counted as c
left join ref.plans as p on p.plan = c.plan and p.is_paid
