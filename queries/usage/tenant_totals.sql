-- Each tenant's part of a meter in a billing period.
-- grain: account, period_id, meter, tenant
-- kind: table
select
    m.account,
    p.period_id,
    m.meter,
    m.tenant,
    sum(m.total)::hugeint as total
from usage.owned_meters as m
join params.periods as p
    on p.account = m.account and m.usage_on >= p.starts_on and m.usage_on < p.ends_on
group by m.account, p.period_id, m.meter, m.tenant
