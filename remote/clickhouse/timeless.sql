-- Records whose time is text that is no whole number above 0. They are of no day.
SELECT toString(count()) AS counted
FROM {table}
WHERE {timeless}
