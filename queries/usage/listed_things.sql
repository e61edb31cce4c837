-- How many things of a kind an account has, by the lists of the REST API: databases, buckets,
-- queues, scripts, charged subscriptions. A list shows what exists and not since when.
-- grain: account, kind
-- column kind: Kind of the thing, as the tenant map names it; of charged subscriptions the SKU
-- column things: Things of the kind that exist [count]
with things as (
    select account, kind, resource_id as thing from staging.resource_names
    where kind <> 'script'
    union all
    select account, 'script', script from staging.scripts
    union all
    select account, 'namespace', namespace_id from staging.namespaces
    union all
    select account, sku, subscription_id
    from params.subscriptions
    where is_charged and sku is not null
)
select account, kind, count(distinct thing) as things
from things
group by account, kind
