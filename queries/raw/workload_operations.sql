-- Key-value reads and writes of a workload group: how many, and how many KB each.
-- grain: account, group_number, operation, operation_number
-- kind: declaration
select
    null::varchar as account,
    null::integer as group_number,
    null::varchar as operation,
    null::integer as operation_number,
    null::varchar as operation_count,
    null::varchar as kb
where false
