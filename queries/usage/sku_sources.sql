-- Which SKUs of a period have a usage source, and the worst evidence among their meters. A SKU of
-- which one meter is known and another not rests on missing data.
-- grain: account, period_id, sku
-- kind: table
with wanted as (
    select p.account, p.period_id, k.sku, k.meter
    from params.periods as p
    cross join ref.sku_meters as k
    join ref.meters as m on m.meter = k.meter and m.dataset is not null
)
select
    w.account,
    w.period_id,
    w.sku,
    max(coalesce(s.evidence_rank, 3)) as evidence_rank
from wanted as w
left join usage.meter_sources as s using (account, period_id, meter)
group by w.account, w.period_id, w.sku
having count(s.meter) > 0
