-- When objects were active, a row per object and hour of the start, without idle time. Each event
-- adds 1 at its start and takes it away at its end. Twice the time, and one more for an end, is a
-- number that sorts a start before an end of the same time: touching events are one island. The
-- running sum is 1 after the start that begins an island, and 0 at its end. Starts are milliseconds
-- after the hour. The last row counts the events of objects in the same query.
WITH
    {fields},
    {events}
SELECT
    'island' AS section,
    script AS script_name,
    entrypoint AS place_entrypoint,
    dispatch_namespace AS place_namespace,
    object_of_event AS object_id,
    toInt64(word = 'upgrade') AS is_upgrade,
    hour_of_event AS hour_ms,
    arrayMap(s -> toInt64(intDiv(s, 2) - hour_ms), arrayFilter(
        (e, d) -> e % 2 = 0 AND d = 1,
        arraySort(arrayConcat(
            groupArray(event_ms * 2), groupArray((event_ms + wall_of_event) * 2 + 1)
        )) AS edges,
        arrayCumSum(arrayMap(e -> if(e % 2 = 0, 1, -1), edges)) AS depths
    )) AS starts,
    arrayMap(
        (e, s) -> toInt64(intDiv(e, 2) - hour_ms - s),
        arrayFilter((e, d) -> d = 0, edges, depths), starts
    ) AS lengths,
    toInt64(count()) AS records
FROM {table}
WHERE {when} AND is_in_part AND is_in_object AND object_of_event != ''
GROUP BY script_name, place_entrypoint, place_namespace, object_id, is_upgrade, hour_ms
UNION ALL
WITH
    {fields},
    {events}
SELECT
    'count', '', '', '', '', toInt64(0), toInt64(0), CAST([] AS Array(Int64)),
    CAST([] AS Array(Int64)),
    toInt64(countIf(is_in_part AND is_in_object AND object_of_event != ''))
FROM {table}
WHERE {when}
