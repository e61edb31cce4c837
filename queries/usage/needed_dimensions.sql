-- The dimensions without which an answer of a dataset cannot say what is billed. Two of them tell
-- Workers for Platforms from Workers, in an account that has a dispatch namespace.
-- grain: account, dataset, dimension
-- kind: table
with platforms as (
    select account from staging.workers_invocations where is_platform
    union
    select account from staging.log_hours where dispatch_namespace is not null
)
select a.account, n.dataset, n.dimension
from (select distinct account from staging.captures) as a
cross join ref.needed_dimensions as n
union all
select account, 'workersInvocationsAdaptive', unnest(['dispatchNamespaceName', 'isDispatcher'])
from platforms
