-- The version of the server.
SELECT version() AS version
