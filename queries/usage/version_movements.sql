-- How much each day moved between one saved answer for a slice and the next: analytics settle late,
-- and sampled answers differ.
-- grain: account, dataset, grouping_key, window_starts_at, window_ends_at, meter, usage_on, version
with slices as (
    select
        *,
        dense_rank() over (
            partition by account, dataset, grouping_key, window_starts_at, window_ends_at
            order by captured_at nulls first, capture_id
        ) as version
    from staging.captures
    where error_message is null
),
totals as (
    select
        s.account,
        s.dataset,
        s.grouping_key,
        s.window_starts_at,
        s.window_ends_at,
        s.version,
        s.captured_at,
        r.meter,
        r.usage_on,
        sum(r.total)::hugeint as total
    from slices as s
    join usage.readings as r using (capture_id)
    group by all
)
select
    *,
    total - lag(total) over (
        partition by account, dataset, grouping_key, window_starts_at, window_ends_at, meter,
            usage_on
        order by version
    ) as moved
from totals
