-- How long all Durable Objects of a place together were active on a day. Single objects come and
-- go, while their namespace stays.
-- grain: account, period_id, meter, usage_on, place
-- kind: table
-- partition: account, usage_on
-- empty without: usage.resource_days
select
    u.account,
    u.period_id,
    u.meter,
    u.usage_on,
    coalesce(
        place_name(r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name), '?'
    ) as place,
    sum(u.split)::hugeint as total
from usage.resource_days as u
join usage.resources as r on r.resource_key = u.resource_key
where u.meter = 'durable_objects.active_us' and u.split > 0
group by all
