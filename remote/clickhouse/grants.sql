-- A user who may read the table and nothing else. With readonly = 2 a query may state settings of its
-- own, on which Flaretally insists: no shard may be left out. Set a password of your own.
CREATE USER {user} IDENTIFIED WITH sha256_password BY {password} SETTINGS readonly = 2;
GRANT SELECT ON {table} TO {user}
