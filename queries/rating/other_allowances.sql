-- The allowance of each count under another reading. `by_days` reduces an allowance that holds for
-- only part of the period. `restart` gives the allowance again after each change. `other_order`
-- lets the last of the SKUs that share the allowance take it first. Amounts are in units of the
-- count's numerator times `scale`.
-- grain: account, period_id, scenario, sku, reading, from_on
-- column included: Allowance under the other reading, as a numerator times scale [count]
-- column price_usd: Price of one block in the segment [USD]
with segments as (
    select
        c.*,
        s.period_included * c.denominator as whole,
        s.count_days,
        s.period_days::hugeint as period_days,
        coalesce(max(s.period_days - s.count_days) filter (where c.is_once) over same_sku, 0) > 0
            as is_partial,
        min(c.count_number) filter (where c.is_once) over same_sku
            < max(c.count_number) filter (where c.is_once) over same_sku as is_changed,
        max(c.ahead + c.behind) over same_sku > 0 as is_shared
    from rating.segment_charges as c
    join rating.price_segments as s using (account, period_id, sku, from_on)
    join params.scenarios as n on n.scenario = c.scenario and n.allowance <> 'none'
    window same_sku as (partition by c.account, c.period_id, c.scenario, c.sku)
),
readings as (
    select
        *,
        unnest([
            {'reading': 'by_days', 'applies': is_partial, 'scale': period_days, 'included':
                case when is_once then whole * count_days - count_ahead * period_days
                    else included * period_days end},
            {'reading': 'restart', 'applies': coalesce(is_changed, false), 'scale': 1::hugeint,
                'included': case when is_once then whole - count_ahead else included end},
            {'reading': 'other_order', 'applies': is_shared, 'scale': 1::hugeint, 'included':
                case when is_once or (allowance = 'day' and not is_daily)
                    then whole - earlier - behind else included end}
        ]) as r
    from segments
)
select
    account,
    period_id,
    scenario,
    sku,
    r.reading as reading,
    from_on,
    count_number,
    running,
    greatest(r.included, 0)::hugeint as included,
    r.scale as scale,
    block_denominator,
    rounding,
    price_usd
from readings
where r.applies
