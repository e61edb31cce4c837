-- What each dataset, the logs and the feed have ever shown: the namespaces and scripts that
-- usage.sibling_days compares, and the account.
-- grain: account, source, level, group_key
-- kind: table
select distinct account, source, level, group_key from usage.sibling_days
