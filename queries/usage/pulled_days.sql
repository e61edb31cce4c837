-- When each day of a dataset was last saved whole, by whether the answer names objects (`split`) or
-- not (`total`). A pull does not request such a day again. A day that lacks a zone is not whole.
-- grain: account, dataset, slicing, is_hourly, usage_on
-- column captured_at: When the day was last saved whole [instant UTC]
-- column usage_on: Day that was saved whole [day UTC]
with days as (
    select distinct capture_id, account, dataset, usage_on from usage.capture_days
),
answered as (
    select
        d.account,
        d.dataset,
        c.zone,
        case
            when not coalesce(s.has_total, true) or list_has_any(
                string_split(c.grouping_key, ','),
                ['objectId', 'namespaceId', 'namespaceIds', 'scriptName']
            ) then 'split'
            else 'total'
        end as slicing,
        contains(c.grouping_key, 'datetimeHour') as is_hourly,
        d.usage_on,
        max(c.captured_at) as captured_at
    from days as d
    join staging.captures as c using (capture_id)
    left join ref.datasets as s on s.dataset = d.dataset
    where not c.is_truncated and c.rejected_rows = 0 and c.narrowed_by is null
        and c.window_starts_at <= d.usage_on
        and c.window_ends_at >= d.usage_on + to_days(1)
    group by all
),
lacking as (
    select distinct z.account, z.dataset, z.usage_on
    from usage.expected_zones as z
    anti join answered as a using (account, dataset, usage_on, zone)
    anti join (from answered where zone is null) as w using (account, dataset, usage_on)
)
select account, dataset, slicing, is_hourly, usage_on, min(captured_at) as captured_at
from answered
where (account, dataset, usage_on) not in (select (account, dataset, usage_on) from lacking)
group by all
