-- About how many hours of objects a day has: into how many requests it is divided.
WITH
    {fields},
    {events}
SELECT toString(uniqCombined((script, hour_of_event, object_of_event))) AS places
FROM {table}
WHERE {when}
