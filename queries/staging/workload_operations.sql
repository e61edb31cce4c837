-- Key-value operations of a workload group, sizes in thousandths of a KB, parts of one as a whole.
-- grain: account, group_number, operation, operation_number
select
    account,
    group_number,
    operation,
    operation_number,
    operation_count::hugeint as operation_count,
    ceil(kb::decimal(28, 9) * 1000)::hugeint as kb_thousandths
from raw.workload_operations
