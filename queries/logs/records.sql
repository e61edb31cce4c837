-- Records of the current batch from Logpush and from a Tail Worker, brought into one form.
-- `event_ms` is null where a record has no event. What triggered a TraceItem is told by the fields
-- of its event: the first one in the order of ref.log_kinds decides.
-- grain: load_key, event_ms, script, ray_id, logs_hash
with traced as (
    select list(trace_key order by trace_rank) as trace_keys
    from ref.log_kinds
    where trace_key is not null
),
records as (
    select * from staging.log_records
    union all by name
    select * exclude (event_keys, trace_keys) replace (
        coalesce(word, list_filter(trace_keys, lambda k: list_contains(event_keys, k))[1]) as word
    )
    from staging.log_trace_items
    cross join traced
)
select * replace (
    case when is_event_ms(event_ms) then event_ms end as event_ms,
    greatest(coalesce(wall_ms, 0), 0) as wall_ms,
    greatest(coalesce(cpu_ms, 0), 0) as cpu_ms,
    coalesce(script, '') as script,
    coalesce(entrypoint, '') as entrypoint,
    nullif(dispatch_namespace, '') as dispatch_namespace,
    coalesce(word, 'none') as word,
    coalesce(outcome, '') as outcome
)
from records
