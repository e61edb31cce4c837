-- Sorts of event in the current batch that have no number yet: where the code ran, what triggered
-- it and how it ended. The trigger is one of the kinds in ref.log_kinds, or the log's own word
-- where no kind has it.
-- grain: sort_hash
with seen as (
    select
        sort_hash,
        any_value(place_hash) as place_hash,
        any_value(script) as script,
        any_value(entrypoint) as entrypoint,
        any_value(dispatch_namespace) as dispatch_namespace,
        any_value(is_object) as is_object,
        any_value(word) as word,
        any_value(outcome) as outcome
    from staging.log_batch
    where word is not null
    group by sort_hash
    having min(event_ms) is not null
)
select
    s.* exclude (word),
    coalesce(k.kind, s.word) as kind,
    k.kind is null as is_unknown
from seen as s
left join ref.log_kinds as k on s.word in (k.event_type, k.trace_key, k.kind)
