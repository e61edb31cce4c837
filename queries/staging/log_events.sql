-- Events of Workers trace logs. A line delivered in two files is one event; equal lines inside one
-- file are several. An event without an entrypoint ran in the stateless Worker.
-- grain: load_id, line
-- kind: table
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/workers_trace_events/
with first_deliveries as (
    select *
    from raw.log_lines
    qualify row_number() over (
        partition by account, line_hash, occurrence order by load_id
    ) = 1
),
parsed as (
    select
        *,
        from_json(content, '{"EventTimestampMs":"BIGINT","EventType":"VARCHAR",
            "ScriptName":"VARCHAR","Entrypoint":"VARCHAR","Logs":[{"Message":["JSON"]}]}') as e
    from first_deliveries
)
select
    load_id,
    line,
    account,
    make_timestamp(e.EventTimestampMs * 1000)::date as usage_on,
    e.EventType as event_type,
    e.ScriptName as script,
    coalesce(e.Entrypoint, '') <> '' as is_object,
    list_filter(
        list_transform(
            flatten(list_transform(coalesce(e.Logs, []), lambda l: coalesce(l.Message, []))),
            lambda m: case
                when json_type(m) = 'VARCHAR' and json_valid(m->>'$') then (m->>'$')::json
                else m
            end
        ),
        lambda m: json_type(m) = 'OBJECT' and json_exists(m, '$.usage')
    ) as usage_lines
from parsed
