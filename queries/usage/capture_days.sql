-- What each saved answer is used for on each day that it touches. Of the groupings that cover a day
-- the one with fewest dimensions is the total that is billed, the one with most the split that
-- divides it; with one grouping the same answer is both. Nothing is ever added up over groupings.
-- grain: capture_id, usage_on
-- kind: table
with days as (
    select
        c.*,
        unnest(generate_series(
            c.window_starts_at::date,
            (c.window_ends_at - to_microseconds(1))::date,
            to_days(1)
        ))::date as usage_on
    from staging.captures as c
    where c.is_newest
),
judged as (
    select
        d.*,
        d.row_count = 0 or not exists (
            select 1
            from ref.needed_dimensions as n
            where n.dataset = d.dataset
                and not list_contains(string_split(d.grouping_key, ','), n.dimension)
        ) as is_adequate
    from days as d
)
select
    capture_id,
    usage_on,
    account,
    dataset,
    is_adequate,
    dense_rank() over (
        same_day order by is_adequate desc, dimensions, grouping_key
    ) = 1 as is_total,
    dense_rank() over (
        same_day order by is_adequate desc, dimensions desc, grouping_key desc
    ) = 1 as is_split
from judged
window same_day as (partition by account, dataset, usage_on)
