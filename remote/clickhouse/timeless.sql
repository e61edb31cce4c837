-- Records whose time is 0, or text that is no whole number above 0. They are of no day: a column
-- without NULL has 0 where a log has no time.
SELECT toString(count()) AS counted
FROM {table}
WHERE {timeless}
