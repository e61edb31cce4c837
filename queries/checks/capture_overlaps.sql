-- Saved answers of one dataset, zone and grouping whose windows overlap but are not equal. Adding
-- them up would count usage twice.
-- grain: problem
select printf(
    '%s (%s to %s) and %s (%s to %s) overlap: both hold %s of account %s',
    m.source_file, a.window_starts_at::varchar, a.window_ends_at::varchar,
    n.source_file, b.window_starts_at::varchar, b.window_ends_at::varchar, a.dataset, a.account
) as problem
from raw.captures as a
join raw.captures as b
    on b.account = a.account and b.dataset = a.dataset and b.grouping_key = a.grouping_key
    and b.zone is not distinct from a.zone
    and b.window_starts_at < a.window_ends_at and b.window_ends_at > a.window_starts_at
    and (a.window_starts_at, a.window_ends_at) < (b.window_starts_at, b.window_ends_at)
    and a.error_message is null and b.error_message is null
join raw.loads as m on m.load_id = a.load_id
join raw.loads as n on n.load_id = b.load_id
