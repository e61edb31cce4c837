-- A table of one's own.
-- grain: account
-- kind: declaration
copy (select 'acme' as account) to 'written.csv'
