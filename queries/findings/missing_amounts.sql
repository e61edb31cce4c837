-- What missing days of a dataset may cost at most, by the days beside them, after allowance and
-- blocks; nothing of a charge whose usage is not known on any day. What answers that are there do
-- not say is left to findings.lacks, so that no dollar is told twice.
-- grain: account, period_id, dataset
with lines as (
    select distinct d.account, d.period_id, d.dataset, k.sku
    from usage.missing_days as d
    join ref.sku_meters as k using (meter)
    anti join usage.coverage as c
        on c.account = d.account and c.period_id = d.period_id and c.meter = d.meter
        and c.usage_on = d.usage_on and c.lacks is not null
)
select l.account, l.period_id, l.dataset, sum(c.lost_usd)::decimal(38, 2) as usd
from lines as l
join params.selection as s on true
join rating.suspect_charges as c
    on c.account = l.account and c.period_id = l.period_id and c.sku = l.sku
    and c.scenario = s.scenario
group by l.account, l.period_id, l.dataset
