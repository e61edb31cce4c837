-- Records of the batch that is being read, of either surface: what the surfaces leave out or write
-- in several ways is made alike. `event_ms` is null where a record is of no event. What began a
-- TraceItem is told by the first field, in the order of ref.log_kinds, that its event has.
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
