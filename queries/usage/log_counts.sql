-- Log events by day, script and meter: a total only where no analytics were saved.
-- grain: account, usage_on, meter, script
-- kind: table
with metered as (
    select
        h.account,
        h.hour_at::date as usage_on,
        case when h.is_object then k.object_meter else k.worker_meter end as meter,
        h.script,
        h.events
    from staging.log_hours as h
    join ref.log_kinds as k using (kind)
)
select account, usage_on, meter, script, sum(events)::hugeint as events
from metered
where meter is not null
group by account, usage_on, meter, script
