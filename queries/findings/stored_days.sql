-- What a database, namespace or bucket stored on a day, in bytes.
-- grain: account, period_id, resource_key, usage_on
-- partition: account, period_id
select
    u.account,
    u.period_id,
    u.resource_key,
    u.usage_on,
    split_part(any_value(u.meter), '.', 1) as product,
    sum(if(u.meter = 'kv.byte_hours', u.split // 24, u.split))::hugeint as bytes
from usage.resource_days as u
join ref.signature_figures as g
    on g.figure = u.meter and g.signature = 'orphaned_storage' and g.role = 'stored'
where u.split > 0
group by u.account, u.period_id, u.resource_key, u.usage_on
