-- The coverage ledger: what is known of each day of a billing period, a dataset at a time. A window
-- that was saved before it had ended, or that holds part of a day, leaves the day partial.
-- grain: account, period_id, dataset, usage_on
-- kind: table
with days as (
    select
        e.account,
        e.dataset,
        p.period_id,
        (p.starts_on + unnest(range(0, p.ends_on - p.starts_on))::integer)::date as usage_on
    from usage.expected_datasets as e
    join params.periods as p on p.account = e.account
),
windows as (
    select
        d.*,
        c.* exclude (account, dataset),
        least(c.window_ends_at, d.usage_on + to_days(1)) as covers_to,
        u.is_adequate
    from days as d
    left join staging.captures as c
        on c.account = d.account and c.dataset = d.dataset
        and c.window_starts_at < d.usage_on + to_days(1) and c.window_ends_at > d.usage_on
    left join usage.capture_days as u
        on u.capture_id = c.capture_id and u.usage_on = d.usage_on and u.is_total
    where c.capture_id is null or u.capture_id is not null or c.error_message is not null
),
judged as (
    select
        account,
        period_id,
        dataset,
        usage_on,
        count(capture_id) as answers,
        coalesce(bool_or(error_message is not null), false) as is_refused,
        coalesce(bool_or(is_truncated), false) as is_truncated,
        coalesce(bool_or(is_window_inferred or is_time_inferred or not is_adequate), false)
            as is_inferred,
        coalesce(sum(date_diff(
            'second', greatest(window_starts_at, usage_on::timestamp), covers_to
        )) filter (
            where capture_id is not null and error_message is null
                and (captured_at is null or captured_at >= covers_to)
        ), 0) as covered_seconds
    from windows
    group by account, period_id, dataset, usage_on
)
select
    j.account,
    j.period_id,
    j.dataset,
    j.usage_on,
    case
        when j.answers = 0 then 'missing'
        when j.is_truncated then 'truncated'
        when j.covered_seconds >= 86400 then 'complete'
        when j.is_refused and j.covered_seconds = 0 then 'refused'
        else 'partial'
    end as status,
    case
        when j.covered_seconds < 86400 or j.is_truncated then 'missing'
        when j.is_inferred then 'inferred'
        when s.usage_on is not null then 'sampled'
        else 'exact'
    end as evidence
from judged as j
left join usage.sampled_days as s using (account, dataset, usage_on)
