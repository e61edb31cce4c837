-- title: KV lists per read
-- How many lists each namespace had beside its reads, and what the lists cost (invoiced, else
-- predicted).
-- theme: Storage and databases
-- meters: kv.lists, kv.reads
-- unknown: lists_per_read; A namespace without a read has no ratio.
-- empty: No KV namespace was read or listed in this period.
with namespaces as (
    select
        coalesce(r.resource_name, r.resource_id) as namespace,
        coalesce(sum(m.total) filter (where m.meter = 'kv.lists'), 0)::hugeint as lists,
        coalesce(sum(m.total) filter (where m.meter = 'kv.reads'), 0)::hugeint as reads
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and m.meter in ('kv.lists', 'kv.reads')
    group by all
),
amounts as (
    select resource as namespace, sum(usd)::decimal(38, 2) as usd
    from report.resource_amounts
    where account = $account and period_id = $period and sku = 'kv.lists'
    group by resource
)
select
    n.namespace,
    n.lists,
    n.reads,
    case when n.reads > 0 then ratio_9(n.lists, n.reads) end as lists_per_read,
    a.usd as lists_usd
from namespaces as n
left join amounts as a using (namespace)
order by lists_per_read desc nulls first, n.namespace
