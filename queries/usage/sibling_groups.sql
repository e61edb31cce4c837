-- What each dataset, the logs and the feed have ever shown of a meter: the namespaces, scripts and
-- accounts that usage.sibling_days compares.
-- grain: account, source, level, group_key, meter
-- kind: table
select distinct account, source, level, group_key, meter from usage.sibling_days
