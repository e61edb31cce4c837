-- The meters that an estimate states, or that its workload gives.
-- grain: account, meter
-- column says: What the meter counts, in words
select g.account, g.meter, m.unit, g.total, m.says
from usage.given_totals as g
join ref.meters as m using (meter)
