-- The account's total of a meter in a billing period, with its source and evidence.
-- grain: account, period_id, meter
-- kind: table
-- partition: account, period_id
-- column source: What gives the total: a dataset, logs, given by an estimate, or list
select
    t.account,
    t.period_id,
    t.meter,
    any_value(s.source) as source,
    evidence_name(any_value(s.evidence_rank)) as evidence,
    sum(t.total)::hugeint as total,
    sum(t.low)::hugeint as low,
    sum(t.high)::hugeint as high
from usage.day_totals as t
join usage.meter_sources as s using (account, period_id, meter)
group by t.account, t.period_id, t.meter
