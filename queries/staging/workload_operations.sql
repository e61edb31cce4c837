-- Key-value operations of a workload group, sizes in thousandths of a KB.
-- grain: account, group_number, operation, operation_number
select
    account,
    group_number,
    operation,
    operation_number,
    operation_count::hugeint as operation_count,
    (kb::decimal(18, 3) * 1000)::hugeint as kb_thousandths
from raw.workload_operations
