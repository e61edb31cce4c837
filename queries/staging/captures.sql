-- Saved answers, and which of them count: of the answers for one slice the newest that holds no error
-- (equal times: the greatest content digest, so that the order of loading is moot), and of groupings
-- that cover the same time the one with most dimensions. Never two added up.
-- grain: capture_id
-- kind: table
with ranked as (
    select
        *,
        row_number() over (
            partition by account, dataset, grouping_key, window_starts_at, window_ends_at
            order by error_message is null desc, captured_at desc nulls last, capture_id desc
        ) = 1 as is_newest,
        len(string_split(grouping_key, ',')) as dimensions
    from raw.captures
)
select
    r.capture_id,
    r.account,
    r.dataset,
    r.grouping_key,
    r.window_starts_at,
    r.window_ends_at,
    r.captured_at,
    r.row_count,
    r.row_limit,
    coalesce(r.row_count >= r.row_limit, false) as is_truncated,
    r.error_message,
    r.is_window_inferred,
    r.is_time_inferred,
    r.is_newest,
    r.is_newest and r.error_message is null and not exists (
        select 1
        from ranked as f
        where f.account = r.account
            and f.dataset = r.dataset
            and f.is_newest
            and f.error_message is null
            and (f.dimensions, f.grouping_key) > (r.dimensions, r.grouping_key)
            and f.window_starts_at < r.window_ends_at
            and f.window_ends_at > r.window_starts_at
    ) as is_used
from ranked as r
