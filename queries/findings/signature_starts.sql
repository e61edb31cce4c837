-- Since when a place shows a behaviour, over all billing periods: the first day of the run of days
-- that reaches into the period. Up to three days without the behaviour do not end a run. Where the
-- day before is not known the behaviour may be older: its start is not (`is_start_known`).
-- grain: account, period_id, signature, place
with days as (
    select distinct account, signature, place, usage_on from findings.signature_place_days
),
marked as (
    select *, usage_on - coalesce(lag(usage_on) over same_place, usage_on - 9) > 4 as is_start
    from days
    window same_place as (partition by account, signature, place order by usage_on)
),
runs as (
    select *, max(case when is_start then usage_on end) over (
        partition by account, signature, place order by usage_on
    ) as run_from_on
    from marked
),
starts as (
    select p.account, p.period_id, r.signature, r.place, min(r.run_from_on) as first_on
    from runs as r
    join params.periods as p
        on p.account = r.account and r.usage_on >= p.starts_on and r.usage_on <= p.last_on
    group by all
),
known as (select distinct account, usage_on from usage.day_totals)
select s.*, k.usage_on is not null as is_start_known
from starts as s
left join known as k on k.account = s.account and k.usage_on = s.first_on - 1
