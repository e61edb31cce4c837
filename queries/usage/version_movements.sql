-- How much the figures of each day changed from one saved answer to the next answer to the same
-- question. Analytics settle late, and sampled answers differ.
-- grain: account, dataset, zone, grouping_key, window_starts_at, window_ends_at, meter, usage_on
-- grain: version
-- column version: Which answer for the slice it is, from 1, the oldest [number]
with slices as (
    select
        *,
        dense_rank() over (
            partition by account, dataset, zone, grouping_key, window_starts_at, window_ends_at
            order by captured_at nulls first, capture_id
        ) as version
    from staging.captures
    where error_message is null
),
resources as (
    select
        s.account,
        s.dataset,
        s.zone,
        s.grouping_key,
        s.window_starts_at,
        s.window_ends_at,
        s.version,
        s.captured_at,
        r.meter,
        r.usage_on,
        if(
            any_value(m.aggregate) in ('peak', 'last'), max(r.total), sum(r.total)
        ) as total
    from slices as s
    join usage.readings as r using (capture_id)
    join ref.meters as m on m.meter = r.meter
    group by s.account, s.dataset, s.zone, s.grouping_key, s.window_starts_at, s.window_ends_at,
        s.version, s.captured_at, r.meter, r.usage_on, r.resource_key
),
totals as (
    select * replace (sum(total)::hugeint as total)
    from resources
    group by all
)
select
    *,
    total - lag(total) over (
        partition by account, dataset, zone, grouping_key, window_starts_at, window_ends_at,
            meter, usage_on
        order by version
    ) as moved
from totals
