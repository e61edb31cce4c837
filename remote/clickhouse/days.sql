-- Which days of a range have records, and what shows that a day was added to.
WITH
    {fields}
SELECT
    toString(toDate(toUInt16(intDiv(event_ms, 86400000)))) AS day,
    toString(count()) AS counted,
    concat(toString(count()), ' ', toString(min(event_ms)), ' ', toString(max(event_ms))) AS version
FROM {table}
WHERE {when}
GROUP BY day
ORDER BY day
