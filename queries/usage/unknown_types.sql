-- Invocations of a type that is not known, by billing period.
-- grain: account, period_id, invocation_type
-- kind: table
-- partition: account, period_id
with typed as (
    select
        i.account,
        b.period_id,
        coalesce(i.invocation_type, 'none') as invocation_type,
        sum(i.requests) as requests
    from staging.durable_objects_invocations as i
    join usage.capture_days as d
        on d.capture_id = i.capture_id and d.usage_on = i.usage_on and d.is_total
        and d.meter = 'durable_objects.unknown_requests'
    join params.billing_days as b
        on b.account = i.account and b.usage_on = i.usage_on
        and i.observed_at >= b.starts_at and i.observed_at < b.ends_at
    group by all
)
select account, period_id, invocation_type, requests::hugeint as requests
from typed
where requests > 0
    and invocation_type not in (
        select unnest(string_split(choices, '|'))
        from ref.meter_conditions
        where meter = 'durable_objects.unknown_requests'
    )
