-- Databases, namespaces and buckets that stored bytes on every day of a billing period and were
-- neither read nor written on any, as far as that is known: their product's operations are known
-- for all days. Of Durable Objects the namespace stores, and any of its objects may be used.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, period_id
with stored as (
    select
        u.account,
        u.period_id,
        u.resource_key,
        u.usage_on,
        split_part(any_value(u.meter), '.', 1) as product,
        sum(if(u.meter = 'kv.byte_hours', u.split // 24, u.split))::hugeint as bytes
    from usage.resource_days as u
    where u.split > 0 and u.meter in (
        select figure from ref.signature_figures
        where signature = 'orphaned_storage' and role = 'stored'
    )
    group by u.account, u.period_id, u.resource_key, u.usage_on
),
whole as (
    select t.account, t.period_id, t.resource_key, any_value(t.product) as product
    from stored as t
    join params.periods as p using (account, period_id)
    join ref.signatures as s on s.signature = 'orphaned_storage'
    group by all
    having count(*) >= any_value(p.ends_on - p.starts_on) and min(t.bytes) >= any_value(s.at_least)
),
used as (
    select figure, split_part(figure, '.', 1) as product
    from ref.signature_figures
    where signature = 'orphaned_storage' and role = 'used'
),
known as (
    select w.account, w.period_id, w.product
    from (select distinct account, period_id, product from whole) as w
    join used as f using (product)
    left join usage.coverage as c
        on c.account = w.account and c.period_id = w.period_id and c.meter = f.figure
    group by all
    having bool_and(coalesce(c.status in ('complete', 'sampled'), false))
),
members as (
    select w.*, coalesce(o.resource_key, w.resource_key) as member_key
    from whole as w
    semi join known as k using (account, period_id, product)
    join usage.resources as r using (resource_key)
    left join usage.resources as o
        on o.account = r.account and o.namespace_id = r.namespace_id
),
busy as (
    select distinct m.account, m.period_id, m.resource_key
    from members as m
    join usage.resource_days as u
        on u.account = m.account and u.period_id = m.period_id and u.resource_key = m.member_key
        and u.split > 0
    join used as f on f.figure = u.meter
)
select
    d.account,
    d.period_id,
    'orphaned_storage' as signature,
    d.resource_key,
    d.usage_on,
    d.bytes as measured,
    1::hugeint as per
from stored as d
semi join members as m using (account, period_id, resource_key)
anti join busy as b using (account, period_id, resource_key)
