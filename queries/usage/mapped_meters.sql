-- Usage with the tenant that the map gives it on that day, or none.
-- grain: account, meter, usage_on, resource_key
select m.account, m.meter, m.usage_on, m.resource_key, o.tenant, m.total
from usage.meters as m
left join usage.ownership as o
    on o.resource_key = m.resource_key and m.usage_on >= o.from_on and m.usage_on < o.to_on
