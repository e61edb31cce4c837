-- When each day of a dataset was last saved whole, by whether the answer names objects (`split`) or
-- not (`total`). A pull does not request such a day again.
-- grain: account, dataset, slicing, is_hourly, usage_on
select
    d.account,
    d.dataset,
    case
        when list_has_any(
            string_split(c.grouping_key, ','),
            ['objectId', 'namespaceId', 'namespaceIds', 'scriptName']
        ) then 'split'
        else 'total'
    end as slicing,
    contains(c.grouping_key, 'datetimeHour') as is_hourly,
    d.usage_on,
    max(c.captured_at) as captured_at
from (
    select distinct capture_id, account, dataset, usage_on from usage.capture_days
) as d
join staging.captures as c using (capture_id)
where not c.is_truncated and c.rejected_rows = 0 and c.narrowed_by is null
    and c.window_starts_at <= d.usage_on
    and c.window_ends_at >= d.usage_on + to_days(1)
group by all
