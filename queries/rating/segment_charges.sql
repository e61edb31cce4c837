-- What each price segment adds to a charge: usage over the allowance, counted in the way that the
-- scenario rounds, at the segment's price. Units are kept as a numerator over block_denominator.
-- grain: account, period_id, scenario, sku, from_on
-- kind: table
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
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
            else s.period_included * q.denominator
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
        ) as over_before
    from terms
)
select
    * exclude (over_after, over_before),
    over_after - over_before as billable,
    case
        when is_daily then added_daily_included
        when row_number() over (
            partition by account, period_id, scenario, sku, count_number order by from_on
        ) = 1 then included
        else 0
    end as included_once,
    rounded_units(over_after, block_denominator, rounding)
        - rounded_units(over_before, block_denominator, rounding) as units
from billable
