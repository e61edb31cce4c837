-- The lines of statements that tenants were given.
-- grain: account, period_id, tenant, version, line_key
-- kind: table
-- empty without: raw.issued_lines
-- column amount_usd: What the tenant was told to pay for the line [USD]
-- column line_key: Line of the statement of the tenant
select * from raw.issued_lines
