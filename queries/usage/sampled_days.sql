-- Days on which a dataset answered from samples.
-- grain: account, dataset, usage_on
-- see: https://developers.cloudflare.com/analytics/graphql-api/sampling/
select distinct account, 'durableObjectsInvocationsAdaptiveGroups' as dataset, usage_on
from staging.durable_objects_invocations
where is_sampled
union all
select distinct account, 'durableObjectsPeriodicGroups', usage_on
from staging.durable_objects_periodic
where is_sampled
union all
select distinct account, 'workersInvocationsAdaptive', usage_on
from staging.workers_invocations
where is_sampled
