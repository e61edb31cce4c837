-- The lines of statements that tenants were given.
-- grain: account, period_id, tenant, version, line_key
-- kind: table
-- empty without: raw.issued_lines
select * from raw.issued_lines
