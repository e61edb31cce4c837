-- Usage of an unknown type, by billing period. Invocations of Durable Objects are billed one to
-- one, operations of R2 and Cache Reserve as class A, and queries of Vectorize as answered ones.
-- Operations of KV are on no line.
-- grain: account, period_id, meter, invocation_type
-- kind: table
-- partition: account, period_id
-- empty without: staging.durable_objects_invocations, staging.r2_operations
-- empty without: staging.kv_operations, staging.cache_reserve_operations
-- empty without: staging.vectorize_queries
-- column requests: Operations of the unknown kind [count]
with rows as (
    select
        'durable_objects.unknown_requests' as meter,
        capture_id,
        account,
        usage_on,
        observed_at,
        coalesce(invocation_type, 'none') as invocation_type,
        requests
    from staging.durable_objects_invocations
    union all
    select
        'r2.unknown_operations',
        capture_id,
        account,
        usage_on,
        observed_at,
        coalesce(action_type, 'none'),
        requests
    from staging.r2_operations
    union all
    select
        'kv.unknown_operations',
        capture_id,
        account,
        usage_on,
        observed_at,
        coalesce(action_type, 'none'),
        requests
    from staging.kv_operations
    union all
    select
        'cache_reserve.unknown_operations',
        capture_id,
        account,
        usage_on,
        observed_at,
        coalesce(operation_class, 'none'),
        requests
    from staging.cache_reserve_operations
    union all
    select
        'vectorize.unknown_queried_dimensions',
        capture_id,
        account,
        usage_on,
        min(observed_at),
        coalesce(request_status, ''),
        max(queried_dimensions)
    from staging.vectorize_queries
    group by capture_id, account, usage_on, request_status, resource_key
),
typed as (
    select
        i.account,
        b.period_id,
        i.meter,
        i.invocation_type,
        sum(i.requests) as requests
    from rows as i
    join usage.capture_days as d
        on d.capture_id = i.capture_id and d.usage_on = i.usage_on and d.is_total
        and d.meter = if(i.meter = 'kv.unknown_operations', 'kv.reads', i.meter)
    join params.billing_days as b
        on b.account = i.account and b.usage_on = i.usage_on
        and i.observed_at >= b.starts_at and i.observed_at < b.ends_at
    group by all
)
select account, period_id, meter, invocation_type, requests::hugeint as requests
from typed as t
where requests > 0
    and invocation_type not in (
        select unnest(string_split(c.choices, '|'))
        from ref.meter_conditions as c
        where split_part(c.meter, '.', 1) = split_part(t.meter, '.', 1)
            and c.dimension in ('type', 'actionType', 'operationClass', 'requestStatus')
    )
