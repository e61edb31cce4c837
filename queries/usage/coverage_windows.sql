-- The saved answers that count in a slot of the coverage ledger: those with the meter's total on
-- its day, and refusals. A slot without such an answer has a row too, with what the existing
-- answers do not have. A dataset that is requested per zone has rows for each zone; a refusal
-- without a zone is about all of them.
-- grain: account, period_id, meter, starts_at, zone, capture_id
-- partition: account, period_id
-- column is_newest: Whether it is the newest answer for its slice; null where nothing was saved
-- column usage_on: Day of the slot [day UTC]
with billed as (
    select e.dataset, e.meter, b.*
    from usage.expected_meters as e
    join params.billing_days as b on b.account = e.account
),
-- Each day of a billing period, and each hour of a day that the period shares with another.
slots as (
    select account, period_id, dataset, meter, usage_on, starts_at, ends_at
    from billed
    where not is_edge
    union all
    select
        account,
        period_id,
        dataset,
        meter,
        usage_on,
        starts_at + to_hours(hour_number),
        starts_at + to_hours(hour_number + 1)
    from (
        select *, unnest(range(0, date_diff('hour', starts_at, ends_at))) as hour_number
        from billed
        where is_edge
    )
),
days as (select distinct account, meter, usage_on from slots),
-- Refusals are by day too, because a join on equal days is fast and one on ranges is not.
used as (
    select c.*, u.meter, u.usage_on, u.is_adequate, u.is_divisible
    from usage.capture_days as u
    join staging.captures as c using (capture_id)
    where u.is_total
    union all by name
    select c.*, d.meter, d.usage_on
    from staging.captures as c
    join ref.meters as m using (dataset)
    join days as d
        on d.account = c.account and d.meter = m.meter
        and c.window_starts_at < d.usage_on + 1 and c.window_ends_at > d.usage_on
    where c.error_message is not null
),
zones as (
    select account, period_id, dataset, usage_on, zone from usage.expected_zones
    union
    select distinct s.account, s.period_id, s.dataset, s.usage_on, c.zone
    from slots as s
    join used as c on c.account = s.account and c.meter = s.meter and c.usage_on = s.usage_on
    where c.zone is not null
),
silent as (
    select s.account, s.meter, s.starts_at, max(m.lacks) as lacks
    from slots as s
    join staging.captures as c
        on c.account = s.account and c.dataset = s.dataset and c.is_newest
        and c.window_starts_at < s.ends_at and c.window_ends_at > s.starts_at
    join usage.capture_meters as m on m.capture_id = c.capture_id and m.meter = s.meter
    where not m.is_answered
    group by s.account, s.meter, s.starts_at
),
wanted as (
    select s.*, z.zone
    from slots as s
    left join zones as z using (account, period_id, dataset, usage_on)
),
-- Found apart from slots without an answer: an outer join on more than equal columns compares all.
found as (
    select
        s.period_id,
        s.starts_at,
        s.zone as wanted_zone,
        c.*,
        greatest(c.window_starts_at, s.starts_at) as covered_from_at,
        least(c.window_ends_at, s.ends_at) as covered_to_at
    from wanted as s
    join used as c
        on c.account = s.account and c.meter = s.meter and c.usage_on = s.usage_on
        and coalesce(c.zone = s.zone, true)
        and c.window_starts_at < s.ends_at and c.window_ends_at > s.starts_at
)
select
    s.*,
    c.* exclude (account, dataset, meter, usage_on, zone, period_id, starts_at, wanted_zone),
    l.lacks
from wanted as s
left join found as c
    on c.account = s.account and c.period_id = s.period_id and c.meter = s.meter
    and c.starts_at = s.starts_at and c.wanted_zone is not distinct from s.zone
left join silent as l
    on l.account = s.account and l.meter = s.meter and l.starts_at = s.starts_at
