-- Usage by day and resource, from the answers that split a day most finely: what tenants share by.
-- grain: account, meter, usage_on, resource_key
select r.account, r.meter, r.usage_on, r.resource_key, sum(r.total)::hugeint as total
from usage.readings as r
join usage.capture_days as d
    on d.capture_id = r.capture_id and d.usage_on = r.usage_on and d.is_split
group by r.account, r.meter, r.usage_on, r.resource_key
