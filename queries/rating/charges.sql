-- The predicted charge of a SKU for a billing period, with a column for every step from the raw
-- quantity to cents. The amount is rounded to the cent once, after all price segments are added up.
-- With usage on a day without a price the amount is unknown: null, never zero.
-- grain: account, period_id, scenario, sku
-- kind: table
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
with totals as (
    select
        account,
        period_id,
        scenario,
        sku,
        any_value(denominator) as denominator,
        sum(numerator)::hugeint as numerator
    from rating.day_quantities
    group by account, period_id, scenario, sku
),
common as (
    select
        *,
        list_reduce(list(block_denominator) over priced, lambda a, b: lcm(a, b))
            as common_denominator,
        added > 0 or sum(added) over priced = 0 as is_used
    from rating.segment_charges
    window priced as (partition by account, period_id, scenario, sku)
),
priced as (
    select
        account,
        period_id,
        scenario,
        sku,
        any_value(common_denominator) as common_denominator,
        sum(added)::hugeint as priced_numerator,
        sum(billable)::hugeint as billable,
        sum(units * (common_denominator // block_denominator))::hugeint as units,
        sum(units * (common_denominator // block_denominator) * price_picos(price_usd))
            ::hugeint as picos,
        sum(included_once)::hugeint as included,
        max(per_quantity) filter (where is_used) as per_quantity,
        min(per_quantity) filter (where is_used) as least_per_quantity,
        max(price_usd) filter (where is_used) as price_usd,
        min(price_usd) filter (where is_used) as least_price_usd,
        arg_max(source_url, from_on) as source_url,
        arg_max(grade, from_on) as grade
    from common
    group by account, period_id, scenario, sku
)
select
    t.account,
    t.period_id,
    t.scenario,
    t.sku,
    t.numerator,
    t.denominator,
    ratio_9(t.numerator, t.denominator) as raw_quantity,
    ratio_9(p.included, t.denominator) as included_quantity,
    ratio_9(p.billable, t.denominator) as billable_quantity,
    coalesce(p.billable, 0) as billable_numerator,
    ratio_9(p.units, p.common_denominator) as billed_blocks,
    case when p.per_quantity = p.least_per_quantity then p.per_quantity end as per_quantity,
    case when p.price_usd = p.least_price_usd then p.price_usd end as price_usd,
    case
        when t.numerator = 0 then 0::decimal(38, 2)
        when t.numerator = p.priced_numerator
            then cents_to_usd(half_up_div(p.picos, p.common_denominator * 10000000000))
    end as amount_usd,
    p.grade,
    p.source_url
from totals as t
left join priced as p using (account, period_id, scenario, sku)
