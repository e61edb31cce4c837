-- When objects were active: per object and hour of the start, without idle time. Each event adds 1
-- at its start and takes it away at its end. Twice the time, and one more for an end, is a number
-- that sorts a start before an end of the same time: touching events are one island. The running
-- sum is 1 after the start that begins an island, and 0 at its end. The first island of an hour
-- says of how many events the hour is made; the last row counts them in the same query.
WITH
    {fields},
    {events}
SELECT
    'island' AS section,
    hour_of_event AS hour_ms,
    script AS script_name,
    entrypoint AS place_entrypoint,
    dispatch_namespace AS place_namespace,
    object_of_event AS object_id,
    toInt64(word = 'upgrade') AS is_upgrade,
    toInt64(tupleElement(arrayJoin(arrayMap(
        (s, e, i) -> (intDiv(s, 2), intDiv(e, 2), i),
        arrayFilter(
            (e, d) -> e % 2 = 0 AND d = 1,
            arraySort(arrayConcat(
                groupArray(event_ms * 2), groupArray((event_ms + wall_of_event) * 2 + 1)
            )) AS edges,
            arrayCumSum(arrayMap(e -> if(e % 2 = 0, 1, -1), edges)) AS depths
        ) AS starts,
        arrayFilter((e, d) -> d = 0, edges, depths),
        arrayEnumerate(starts)
    )) AS island, 1)) AS starts_ms,
    toInt64(tupleElement(island, 2)) AS ends_ms,
    toInt64(if(tupleElement(island, 3) = 1, count(), 0)) AS records
FROM {table}
WHERE {when} AND is_in_part AND is_in_object AND object_of_event != ''
GROUP BY
    hour_ms, script_name, place_entrypoint, place_namespace, object_id, is_upgrade
UNION ALL
WITH
    {fields},
    {events}
SELECT
    'count', toInt64(0), '', '', '', '', toInt64(0), toInt64(0), toInt64(0),
    toInt64(countIf(is_in_part AND is_in_object AND object_of_event != ''))
FROM {table}
WHERE {when}
