-- Rows of active time of Durable Objects that are counted by resource, and whether a row is enough
-- to look at its day (`is_long`): one of a long day (`active_row_us`), or any if the answer has
-- hours.
-- grain: account, capture_id, row_number
-- partition: account, usage_on
-- column is_long: Whether the row is enough to look at its day
with hourly as (
    select capture_id
    from staging.captures
    where dataset = 'durableObjectsPeriodicGroups'
        and regexp_matches(grouping_key, 'Hour|datetime(,|$)')
),
limits as (
    select any_value(value) filter (where threshold = 'active_row_us') as least_row_us
    from ref.signature_thresholds
)
select
    p.account,
    p.capture_id,
    p.row_number,
    p.usage_on,
    p.observed_at,
    p.resource_key,
    p.object_id is not null as is_object,
    p.active_us,
    p.inbound_messages,
    p.outbound_messages,
    p.open_sockets,
    h.capture_id is not null as is_hourly,
    p.active_us >= l.least_row_us or (p.active_us > 0 and is_hourly) as is_long
from staging.durable_objects_periodic as p
join usage.capture_days as d
    on d.capture_id = p.capture_id and d.usage_on = p.usage_on and d.is_split
    and d.meter = 'durable_objects.active_us'
left join hourly as h on h.capture_id = p.capture_id
cross join limits as l
