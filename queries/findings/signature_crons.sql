-- Days on which a script runs twice as often as on the days before (`schedule_days`), which
-- suggests that its schedule exists twice. Its requests were N on each of these days and are 2N
-- now, to 2 %, and N runs fit evenly into a day (24, 48, 96, 144, 288, 1,440 and so on). If the
-- count of requests varied before, the schedule is not the only caller, and the script has no row.
-- grain: account, period_id, signature, resource_key, usage_on
-- kind: table
with schedules as (
    select unnest(list_filter(range(24, 1441), lambda n: 1440 % n = 0))::hugeint as runs
),
days as (
    select account, period_id, resource_key, usage_on, split as requests
    from usage.resource_days
    where meter = 'workers.requests' and split between 24 and 2938
),
doubled as (
    select d.*, s.runs
    from days as d
    join schedules as s on abs(d.requests - 2 * s.runs) * 50 <= s.runs
),
judged as (
    select
        d.account,
        d.period_id,
        d.resource_key,
        d.usage_on,
        d.requests,
        d.runs,
        count(*) filter (where abs(b.requests - d.runs) * 50 <= d.runs) as single_days,
        count(*) filter (where abs(b.requests - 2 * d.runs) * 50 <= d.runs) as double_days,
        count(*) as days
    from doubled as d
    join days as b
        on b.account = d.account and b.resource_key = d.resource_key and b.usage_on < d.usage_on
        and b.usage_on >= d.usage_on - 62
    group by d.account, d.period_id, d.resource_key, d.usage_on, d.requests, d.runs
)
select
    j.account,
    j.period_id,
    s.signature,
    j.resource_key,
    j.usage_on,
    j.requests as measured,
    j.runs as per,
    1::hugeint as spared,
    2::hugeint as spared_of
from judged as j
join ref.signatures as s on s.signature = 'doubled_cron'
join ref.signature_thresholds as t on t.threshold = 'schedule_days'
where j.single_days >= t.value and j.single_days + j.double_days = j.days
    and j.requests >= s.at_least
