-- Usage by day, script and meter where logs are the source of a period's total. Tenants share these
-- amounts.
-- grain: account, period_id, usage_on, meter, script
-- kind: table
-- empty without: logs.script_meters
select s.account, s.period_id, m.usage_on, m.meter, m.script, m.total
from usage.meter_sources as s
join params.day_periods as p using (account, period_id)
join logs.script_meters as m
    on m.account = s.account and m.meter = s.meter and m.usage_on = p.usage_on
where s.source = 'logs' and m.total > 0
