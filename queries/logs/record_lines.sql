-- Records of the current batch with their usage lines: the first in `line`, any others in
-- `other_lines`. Only version 1 of the format is read. The object of a record is the id that the
-- log gives. In a Durable Object without that id, it is the one id that all usage lines of the
-- record state.
-- grain: load_key, event_ms, script, ray_id, logs_hash
with entered as (
    select
        * exclude (usage_entries),
        time_ms(usage_entries[1].said_at) as said_ms,
        usage_argument(usage_entries[1].arguments) as argument,
        case when len(usage_entries) > 1 then list_transform(usage_entries[2:], lambda e: {
            'argument': usage_argument(e.arguments), 'said_ms': time_ms(e.said_at)
        }) end as others
    from logs.records
),
parsed as (
    select
        *,
        usage_line(argument) as stated_line,
        list_transform(others, lambda e: {
            'argument': e.argument, 'line': usage_line(e.argument), 'said_ms': e.said_ms
        }) as stated_others
    from entered
),
counted as (
    select
        * exclude (others, stated_others),
        unread_numbers(argument, stated_line) as unread_in_first,
        list_transform(stated_others, lambda e: {
            'line': line_as_read(e.argument, e.line, unread_numbers(e.argument, e.line)),
            'said_ms': e.said_ms
        }) as other_lines,
        list_sum(list_transform(stated_others, lambda e: unread_numbers(e.argument, e.line)))
            as unread_in_others
    from parsed
)
select
    * exclude (argument, stated_line, unread_in_first, unread_in_others) replace (
        coalesce(object_id, case when is_object and case when other_lines is null then true else
            len(list_filter(other_lines, lambda l: nullif(l.line.o, '') <> stated_line.o)) = 0 end
            then nullif(stated_line.o, '') end) as object_id
    ),
    case when coalesce(stated_line.v, '1') = '1'
        then line_as_read(argument, stated_line, unread_in_first) end as line,
    unread_in_first + coalesce(unread_in_others, 0) as unread_numbers
from counted
