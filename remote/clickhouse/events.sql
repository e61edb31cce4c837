-- What a stored record says, in the words of the rules for files (queries/staging/log_records.sql
-- and queries/logs/record_lines.sql). Expressions with names, which a query takes after WITH.
    intDiv(event_ms, 3600000) * 3600000 AS hour_of_event,
    entrypoint != '' AS is_in_object,
    multiIf(status = 101, 'upgrade', event_type = '', 'none', event_type) AS word,
    -- An object is the id that the record has, or the only id that its usage lines name.
    multiIf(
        durable_object_id != '', durable_object_id,
        is_in_object AND arrayAll(o -> o = '' OR o = line_o[1], line_o), line_o[1],
        ''
    ) AS object_of_event,
    -- The nonce of the first usage line. Only version 1 of the lines is read.
    if(line_v[1] IN ('', '1'), line_n[1], '') AS nonce,
    greatest(wall, 0) AS wall_of_event,
    greatest(cpu, 0) AS cpu_of_event,
    -- Which of several requests a record belongs to: an hour of an object is in one of them.
    cityHash64(script, object_of_event, hour_of_event) % {parts} = {part} AS is_in_part
