-- Saved answers, and which of several answers for one slice counts: the newest without an error. An
-- answer about the whole account comes before one about a part, and one without rejected rows
-- before one with some. Of equal times the one with the greatest content digest counts, so that the
-- order of loading does not matter. Each zone has slices of its own. Answers about different values
-- of one dimension count side by side where no answer is about the whole account.
-- grain: capture_id
-- kind: table
select
    capture_id,
    load_id,
    account,
    dataset,
    grouping_key,
    len(string_split(grouping_key, ',')) as dimensions,
    window_starts_at,
    window_ends_at,
    captured_at,
    row_count,
    row_limit,
    error_message is null
        and coalesce(row_count >= row_limit or row_limit is null and row_count = 10000, false)
        as is_truncated,
    error_message,
    is_window_inferred,
    is_time_inferred,
    coalesce(rejected_rows, 0) as rejected_rows,
    narrowed_by,
    zone,
    row_number() over (
        partition by account, dataset, zone, grouping_key, window_starts_at, window_ends_at,
            narrowed_to
        order by
            error_message is null desc,
            narrowed_by is null desc,
            coalesce(rejected_rows, 0) = 0 desc,
            captured_at desc nulls last,
            capture_id desc
    ) = 1
    and row(narrowed_by, narrowed_to is null) is not distinct from first_value(
        row(narrowed_by, narrowed_to is null)
    ) over (
        partition by account, dataset, zone, grouping_key, window_starts_at, window_ends_at
        order by
            error_message is null desc,
            narrowed_by is null desc,
            coalesce(rejected_rows, 0) = 0 desc,
            captured_at desc nulls last,
            capture_id desc
    )
    and error_message is null as is_newest
from raw.captures
