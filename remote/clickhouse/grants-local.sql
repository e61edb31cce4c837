-- On every shard.
GRANT SELECT ON {table} TO {user}
