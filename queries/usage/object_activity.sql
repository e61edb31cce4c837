-- How long a Durable Object was active on a day by the analytics. Listed are long days
-- (`active_row_us`), and shorter ones (`active_us`) if the answers have hours. `span_us` is the
-- time from the first to the last hour of activity, or the whole day without hours. A figure that
-- no answer gives, such as messages or open sockets, is null.
-- grain: account, period_id, usage_on, resource_key
-- partition: account, usage_on
with hourly as (
    select capture_id
    from staging.captures
    where dataset = 'durableObjectsPeriodicGroups'
        and regexp_matches(grouping_key, 'Hour|datetime(,|$)')
),
limits as (
    select
        any_value(value) filter (where threshold = 'active_us') as active_from_us,
        any_value(value) filter (where threshold = 'active_row_us') as active_row_us
    from ref.signature_thresholds
)
select
    p.account,
    b.period_id,
    p.usage_on,
    p.resource_key,
    sum(p.active_us)::hugeint as active_us,
    sum(p.inbound_messages)::hugeint as inbound_messages,
    sum(p.outbound_messages)::hugeint as outbound_messages,
    bool_or(p.object_id is not null) as is_object,
    max(p.open_sockets)::hugeint as open_sockets,
    case when bool_or(h.capture_id is not null) then
        (date_diff('hour', min(p.observed_at), max(p.observed_at)) + 1)::hugeint * 3600000000
    else 86400000000 end as span_us
from staging.durable_objects_periodic as p
join usage.capture_days as d
    on d.capture_id = p.capture_id and d.usage_on = p.usage_on and d.is_split
    and d.meter = 'durable_objects.active_us'
join params.billing_days as b
    on b.account = p.account and b.usage_on = p.usage_on
    and p.observed_at >= b.starts_at and p.observed_at < b.ends_at
left join hourly as h on h.capture_id = p.capture_id
cross join limits as l
where p.active_us >= l.active_row_us or (p.active_us > 0 and h.capture_id is not null)
group by p.account, b.period_id, p.usage_on, p.resource_key
having sum(p.active_us) >= any_value(l.active_from_us)
