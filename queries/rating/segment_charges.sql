-- What each price segment adds to a charge: the usage over the allowance, rounded as the scenario
-- says, at the price of the segment. Units are a numerator over `block_denominator`. `included` is
-- the allowance of the count. `included_once` is the part of it to show, in its first segment.
-- Where other SKUs or later counts have the rest, it is the part that this count took.
-- grain: account, period_id, scenario, sku, from_on
-- kind: table
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
-- column included: Allowance of the count that is left to it, as a numerator [count]
-- column is_daily: Whether the allowance is counted day by day
-- column price_usd: Price of one block in the segment [USD]
-- column rounding: How the scenario counts usage over the allowance: block, floor, nearest or none
-- column units: Billed blocks of the segment times block_denominator, so that they are whole
-- column units: numbers [count]
with terms as (
    select
        q.*,
        s.to_on,
        s.price_usd,
        s.per_quantity,
        s.source_url,
        s.grade,
        s.allowance,
        q.denominator * s.per_quantity as block_denominator,
        s.allowance = 'day' and c.neurons_allowance = 'daily' and c.allowance <> 'none' as is_daily,
        case
            when s.allowance = 'unlimited' then q.running
            when c.allowance = 'none' then 0
            when s.allowance = 'day' and c.neurons_allowance = 'daily' then q.running_daily_included
            else greatest(s.period_included * q.denominator - q.earlier - q.ahead, 0)
        end as included,
        case
            when s.rounding = 'block' and c.rounding = 'pro_rata' then 'none'
            when s.rounding = 'block' and c.rounding = 'floor' then 'floor'
            else s.rounding
        end as rounding
    from rating.segment_quantities as q
    join rating.price_segments as s using (account, period_id, sku, from_on)
    join params.scenarios as c on c.scenario = q.scenario
),
billable as (
    select
        *,
        greatest(running - included, 0) as over_after,
        greatest(
            running - added - included
                + case when is_daily then added_daily_included else 0 end,
            0
        ) as over_before,
        row_number() over (same_count order by from_on) = 1 as is_first,
        sum(added) over same_count as count_added,
        behind > 0 or (is_once and count_number < max(count_number) over same_kind) as is_passed_on
    from terms
    window
        same_kind as (partition by account, period_id, scenario, sku, is_once),
        same_count as (partition by account, period_id, scenario, sku, count_number)
)
select
    * exclude (over_after, over_before, is_first, count_added, is_passed_on),
    over_after - over_before as billable,
    case
        when is_daily then added_daily_included
        when allowance = 'unlimited' then added
        when is_first and is_passed_on then least(included, count_added)
        when is_first then included
        else 0
    end::hugeint as included_once,
    rounded_units(over_after, block_denominator, rounding)
        - rounded_units(over_before, block_denominator, rounding) as units
from billable
