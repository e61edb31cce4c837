-- Records of the current batch with their usage lines: the first in `line`, any others in
-- `other_lines`. Only version 1 of the format is read. The object of a record is the id that the
-- log gives. In a Durable Object without that id, it is the one id that all usage lines of the
-- record state.
-- grain: load_key, event_ms, script, ray_id, logs_hash
with parsed as (
    select
        * exclude (usage_entries),
        time_ms(usage_entries[1].said_at) as said_ms,
        usage_line(usage_argument(usage_entries[1].arguments)) as first_line,
        case when len(usage_entries) > 1 then list_transform(usage_entries[2:], lambda e: {
            'line': usage_line(usage_argument(e.arguments)), 'said_ms': time_ms(e.said_at)
        }) end as other_lines
    from logs.records
)
select
    * exclude (first_line) replace (
        coalesce(object_id, case when is_object and case when other_lines is null then true else
            len(list_filter(other_lines, lambda l: nullif(l.line.o, '') <> first_line.o)) = 0 end
            then nullif(first_line.o, '') end) as object_id
    ),
    case when coalesce(first_line.v, '1') = '1' then first_line end as line
from parsed
