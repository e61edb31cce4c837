-- Sums of a day's events and usage lines by what names them, in one GROUP BY over one table. A
-- record is an item 0, its event, and an item for each usage line. Of an event `first` and `second`
-- are wall and CPU time, of a line rows read and written. A record with a nonce that is stored twice
-- with the same times counts once: of such records `once` has one each. `is_exact` says that no sum
-- can have passed 64 bits. `stated` is the last size in an hour, after its time. The last row counts
-- the day's records in the same query, and what is lacking: usage lines without a time, which are
-- left out, and their numbers that cannot be read, which are 0. A negative number is taken for one
-- of these; a size of -1 says that there is none. Empty is '' or 0, and -1 where 0 is a value.
WITH
    {fields},
    {events}
SELECT
    'sum' AS section,
    toInt64(item = 0) AS is_event,
    toInt64(if(item = 0, hour_of_event, 0)) AS hour_ms,
    script AS script_name,
    if(item = 0, entrypoint, '') AS place_entrypoint,
    if(item = 0, dispatch_namespace, '') AS place_namespace,
    toInt64(item = 0 AND is_in_object) AS is_object,
    if(item = 0, word, '') AS kind,
    if(item = 0, outcome, '') AS event_outcome,
    if(item = 0, object_of_event, '') AS object_id,
    intDiv(toInt64(if(item = 0, 0, line_at[item])) AS said, 3600000) * 3600000 AS said_hour_ms,
    if(item = 0, '', line_t[item]) AS tenant,
    if(item = 0, '', line_c[item]) AS class,
    if(item = 0, '', line_k[item]) AS line_kind,
    if(item = 0, '', line_o[item]) AS line_object_id,
    toInt64(count()) AS records,
    toInt64(countIf(nonce = '') + length(groupUniqArrayIf((
        cityHash64(nonce, event_ms, wall_of_event, cpu_of_event, line_at[1], item),
        toInt64(if(item = 0, wall_of_event, greatest(line_rr[item], 0))) AS first,
        toInt64(if(item = 0, cpu_of_event, greatest(line_rw[item], 0))) AS second,
        log_lines
    ), nonce != '') AS once)) AS items,
    toInt64(sumIf(first, nonce = '') + arraySum(x -> x.2, once)) AS firsts,
    toInt64(sumIf(second, nonce = '') + arraySum(x -> x.3, once)) AS seconds,
    toInt64(if(
        min(log_lines) < 0, -1, sumIf(log_lines, nonce = '') + arraySum(x -> x.4, once)
    )) AS lines_logged,
    toInt64(max(if(
        less(toInt64(if(item = 0, -1, toInt64(line_db[item]))) AS bytes, 0), -1,
        said % 3600000 * 2199023255552 + bytes
    ))) AS stated,
    toInt64(
        greatest(max(toFloat64(first)), -min(toFloat64(first))) * count() < 4e15
        AND greatest(max(toFloat64(second)), -min(toFloat64(second))) * count() < 4e15
        AND max(bytes) < 2199023255552
    ) AS is_exact,
    toInt64(0) AS day_records,
    toInt64(0) AS truncated_records,
    toInt64(0) AS first_ms,
    toInt64(0) AS last_ms,
    toInt64(0) AS timeless_lines,
    toInt64(0) AS unread_numbers
FROM {table}
ARRAY JOIN arrayConcat([toUInt32(0)], arrayEnumerate({lines})) AS item
WHERE {when} AND is_in_part AND (item = 0 OR line_v[item] IN ('', '1') AND line_at[item] > 0)
GROUP BY
    is_event, hour_ms, script_name, place_entrypoint, place_namespace, is_object, kind,
    event_outcome, object_id, said_hour_ms, tenant, class, line_kind, line_object_id
UNION ALL
WITH
    {fields},
    {events}
SELECT
    'count', toInt64(0), toInt64(0), '', '', '', toInt64(0), '', '', '', toInt64(0), '', '', '', '',
    toInt64(countIf(is_in_part)), toInt64(0), toInt64(0), toInt64(0), toInt64(0), toInt64(0),
    toInt64(1),
    toInt64(count()),
    toInt64(countIf(is_in_part AND is_truncated > 0)),
    toInt64(minIf(event_ms, is_in_part)),
    toInt64(maxIf(event_ms, is_in_part)),
    toInt64(sumIf(
        arrayCount((v, at) -> v IN ('', '1') AND at <= 0, line_v, line_at), is_in_part
    )),
    toInt64(sumIf(
        arraySum(line_unread) + arraySum(i -> if(
            line_v[i] IN ('', '1'), (line_rr[i] < 0) + (line_rw[i] < 0) + (line_db[i] < -1), 0
        ), arrayEnumerate(line_n)),
        is_in_part
    ))
FROM {table}
WHERE {when}
