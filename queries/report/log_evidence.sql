-- Where a figure from logs comes from: file, hour, object and kind, with the digest of the file and
-- a command that prints the matching lines of it. The command selects by script, by object and, for
-- events, by hour and kind, so it may print more lines than were counted. Of a day of a table it is
-- the query for the records of that hour and script. Rows with a tenant are
-- usage lines, the others are events.
-- grain: load_id, hour_at, script, meter, tenant, class, object_id, kind
-- column kind: Kind of the event in ref.log_kinds
-- column tenant: Tenant that the usage lines name; null for events
with counted as (
    select
        h.*,
        case when h.is_object then k.object_meter else k.worker_meter end as meter,
        k.event_type,
        epoch_ms(h.hour_at) as from_ms
    from staging.log_file_hours as h
    join ref.log_kinds as k using (kind)
),
readable as (
    select
        load_id,
        source_file,
        case f.surface when 'logpush' then 'EventTimestampMs' else 'eventTimestamp' end
            as time_field,
        case f.surface when 'logpush' then 'ScriptName' else 'scriptName' end as script_field,
        case f.surface when 'logpush' then 'EventType' end as type_field,
        case
            when f.format <> 'ndjson' or source_file = 'standard input' then null
            when source_file like 'r2://%'
                then 'npx wrangler r2 object get ' || shell_word(source_file[6:])
                    || ' --remote --pipe'
            when source_file like 's3://%' then 'aws s3 cp ' || shell_word(source_file) || ' -'
            else 'cat ' || shell_word(source_file)
        end
        || case f.compression
            when 'gzip' then ' | gzip -dc' when 'zstd' then ' | zstd -dc' else ''
        end as reader,
        case when starts_with(d.source, 'clickhouses') then 'clickhouse-client --secure --host '
            else 'clickhouse-client --host '
        end || shell_word(regexp_extract(d.source, '://([^/:]*)', 1)) || ' --query ' as asker,
        d.rows_query
    from staging.log_files as f
    join staging.loads using (load_id)
    left join staging.log_days as d using (load_id)
)
select
    c.account,
    p.period_id,
    c.meter,
    c.tenant,
    c.load_id,
    r.source_file,
    c.hour_at,
    c.script,
    c.class,
    o.object_id,
    c.kind,
    c.counted,
    case when r.rows_query is not null then r.asker || shell_word(replace(replace(replace(
        r.rows_query,
        '{from}', c.from_ms::varchar),
        '{to}', (c.from_ms + 3600000)::varchar),
        '{name}', '''' || replace(replace(c.script, '\', '\\'), '''', '\''') || '''')
        || ' FORMAT Vertical')
    when r.reader is not null then concat_ws(' | ',
        r.reader,
        case when not c.is_line then printf(
            'awk ''match($0,/"%s": *[0-9]+/){t=substr($0,RSTART,RLENGTH);sub(/.*: */,"",t);'
                || 'if(t+0>=%s&&t+0<%s)print}''',
            r.time_field, c.from_ms::varchar, (c.from_ms + 3600000)::varchar
        ) end,
        'grep -F ' || shell_word(printf('"%s":"%s"', r.script_field, nullif(c.script, ''))),
        case when not c.is_line
            then 'grep -F ' || shell_word(printf('"%s":"%s"', r.type_field, c.event_type)) end,
        'grep -F ' || shell_word(o.object_id)
    ) end as command
from counted as c
join readable as r using (load_id)
join params.day_periods as p on p.account = c.account and p.usage_on = c.hour_at::date
left join staging.log_objects as o using (object_key)
where c.meter is not null
