-- What each dataset, the logs and the feed have ever shown of a meter: the namespaces, scripts and
-- accounts that usage.sibling_days compares.
-- grain: account, source, level, group_key, meter
-- kind: table
-- column source: What shows the usage: a dataset, logs or feed
select distinct account, source, level, group_key, meter from usage.sibling_days
