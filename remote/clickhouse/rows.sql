-- The records behind an hour of a script.
SELECT * FROM {table} WHERE {when} AND {script} = {name} LIMIT 1000
