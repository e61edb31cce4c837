-- Columns of a table with their types.
DESCRIBE TABLE {table}
