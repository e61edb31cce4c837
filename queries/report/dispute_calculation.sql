-- A line calculated again from the usage of its days. Numerators are added up, the allowance is
-- subtracted once, less what SKUs that share it take first. Blocks are counted on the running total
-- at the price of the day on which they begin, and cents are rounded once. It reads usage and
-- prices, not the charge, so it is an independent check of the charge.
-- grain: account, period_id, line_key, from_on
-- column billable_quantity: Usage of the count over the allowance, up to the end of the segment
-- column billable_quantity: [unit of the SKU]
-- column billed_blocks: Blocks that begin in the segment [blocks]
-- column included_quantity: Allowance of the count; null where all usage is included [unit of the
-- column included_quantity: SKU]
-- column numerator: Usage in the segment as a numerator [count]
-- column price_usd: Price of one block in the segment [USD]
-- column raw_quantity: Usage of the count up to the end of the segment, before the allowance [unit
-- column raw_quantity: of the SKU]
with days as (
    select account, period_id, sku as line_key, usage_on, numerator, denominator, 0 as ahead
    from rating.day_quantities
    join params.selection using (scenario)
    union all
    select account, period_id, sku, usage_on, 0, null, ahead
    from rating.pool_quantities
    join params.selection using (scenario)
),
denominators as (
    select account, period_id, line_key as sku, any_value(denominator) as denominator
    from days
    group by all
    having any_value(denominator) is not null
),
added as (
    select
        p.account,
        p.period_id,
        p.sku as line_key,
        p.from_on,
        p.count_number,
        p.allowance in ('period', 'calendar_month') as is_once,
        p.price_usd,
        p.per_quantity,
        case when p.rounding <> 'block' or c.rounding = 'block' then p.rounding
            when c.rounding = 'pro_rata' then 'none' else c.rounding end as rounding,
        case when p.allowance = 'unlimited' then null when c.allowance = 'none' then 0
            else p.period_included end as included_quantity,
        any_value(q.denominator) as denominator,
        coalesce(sum(d.ahead), 0)::hugeint as ahead,
        coalesce(sum(d.numerator), 0)::hugeint as numerator
    from rating.price_segments as p
    join denominators as q using (account, period_id, sku)
    cross join params.selection as s
    join params.scenarios as c using (scenario)
    left join days as d
        on d.account = p.account and d.period_id = p.period_id and d.line_key = p.sku
        and d.usage_on >= p.from_on and d.usage_on < p.to_on
    group by all
),
counted as (
    select
        *,
        (sum(numerator) over so_far)::hugeint as running,
        case when is_once then sum(numerator) over all_so_far - sum(numerator) over so_far
            + sum(ahead) over whole else sum(ahead) over same_count end::hugeint as gone
    from added
    window
        whole as (partition by account, period_id, line_key, is_once),
        all_so_far as (partition by account, period_id, line_key, is_once order by from_on),
        same_count as (partition by account, period_id, line_key, count_number),
        so_far as (partition by account, period_id, line_key, count_number order by from_on)
),
rounded as (
    select
        *,
        case when included_quantity is null then 0
            else greatest(running - greatest(included_quantity * denominator - gone, 0), 0)
        end::hugeint as over,
        denominator * per_quantity as block,
        list_reduce(
            list(denominator * per_quantity) over (partition by account, period_id, line_key),
            lambda a, b: lcm(a, b)
        ) as common
    from counted
),
billed as (
    select
        *,
        rounded_units(over, block, rounding)
            - coalesce(lag(rounded_units(over, block, rounding)) over so_far, 0) as units
    from rounded
    window so_far as (partition by account, period_id, line_key, count_number order by from_on)
)
select
    account,
    period_id,
    line_key,
    from_on,
    numerator,
    denominator,
    ratio_9(running, denominator) as raw_quantity,
    included_quantity,
    ratio_9(over, denominator) as billable_quantity,
    ratio_9(units, block) as billed_blocks,
    per_quantity,
    price_usd,
    cents_to_usd(half_up_div(
        (sum(units * (common // block) * price_picos(price_usd)) over (
            partition by account, period_id, line_key
        ))::hugeint,
        common * 10000000000
    )) as line_usd
from billed
