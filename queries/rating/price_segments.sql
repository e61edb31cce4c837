-- The prices of a SKU inside a billing period, in time order. Rows with the same allowance, block
-- and rounding share a count. A change of any of them starts a new count. `period_included` is the
-- allowance of the count: a daily allowance times the days of the count, any other one once.
-- grain: account, period_id, sku, from_on
-- kind: table
-- column included_quantity: Allowance of the price row: a day, month or period of it; 0 for none
-- column included_quantity: [unit of the SKU]
with inside as (
    select
        p.account,
        p.period_id,
        b.* exclude (account, starts_on, ends_on),
        greatest(b.starts_on, p.starts_on) as from_on,
        least(b.ends_on, p.last_on + 1)::date as to_on,
        greatest(least(b.ends_on, p.ends_on) - greatest(b.starts_on, p.starts_on), 0) as days,
        p.ends_on - p.starts_on as period_days,
        case when b.allowance in ('none', 'unlimited') then 0 else b.included_quantity end
            as stated_included
    from params.periods as p
    join rating.account_prices as b
        on b.account = p.account and b.starts_on <= p.last_on and b.ends_on > p.starts_on
),
compared as (
    select
        *,
        (per_quantity, stated_included, rounding, allowance) is distinct from lag(
            (per_quantity, stated_included, rounding, allowance)
        ) over (partition by account, period_id, sku order by from_on) as starts_count
    from inside
),
counted as (
    select
        * exclude (starts_count),
        sum(starts_count::integer) over (
            partition by account, period_id, sku order by from_on
        )::integer as count_number
    from compared
)
select
    * exclude (stated_included, days),
    (sum(days) over same_count)::hugeint as count_days,
    (stated_included * case when allowance = 'day' then sum(days) over same_count else 1 end)
        ::hugeint as period_included
from counted
window same_count as (partition by account, period_id, sku, count_number)
