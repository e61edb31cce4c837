-- Databases, namespaces and buckets that stored bytes on every day of a billing period and were
-- not read or written on any day. The operations of their product must be known for all days. For
-- Durable Objects the namespace is judged: use of any of its objects counts.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, period_id
with whole as (
    select t.account, t.period_id, t.resource_key, any_value(t.product) as product
    from findings.stored_days as t
    join params.periods as p using (account, period_id)
    cross join ref.signatures as s
    where s.signature = 'orphaned_storage'
    group by all
    having count(*) >= any_value(p.ends_on - p.starts_on) and min(t.bytes) >= any_value(s.at_least)
),
used as (
    select figure, split_part(figure, '.', 1) as product
    from ref.signature_figures
    where signature = 'orphaned_storage' and role = 'used'
),
known as (
    select w.account, w.period_id, w.resource_key
    from whole as w
    join used as f using (product)
    left join usage.coverage as c
        on c.account = w.account and c.period_id = w.period_id and c.meter = f.figure
    group by all
    having bool_and(coalesce(c.status in ('complete', 'sampled'), false))
),
active as (
    select distinct t.account, t.period_id, t.place
    from usage.place_totals as t
    join used as f on f.figure = t.meter
    where t.total > 0
),
left_alone as (
    select k.account, k.period_id, k.resource_key
    from known as k
    join usage.resources as r on r.resource_key = k.resource_key
    anti join active as a
        on a.account = k.account and a.period_id = k.period_id
        and a.place = place_name(
            r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name
        )
)
select
    account,
    period_id,
    'orphaned_storage' as signature,
    resource_key,
    usage_on,
    bytes as measured,
    1::hugeint as per
from findings.stored_days
semi join left_alone using (account, period_id, resource_key)
