-- Statements that tenants were given.
-- grain: account, period_id, tenant, version
-- kind: table
-- empty without: raw.issued_statements
select * from raw.issued_statements
