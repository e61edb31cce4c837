-- Which SKUs of a period have a usage source, with the worst evidence among their meters. If a
-- meter is not known at all although the account's analytics should have it, the SKU has no source:
-- a part of a sum is not the sum. A SKU that nothing meters has its figure from Cloudflare's feed,
-- with the source `feed_to_date` where the feed does not cover the whole period. A meter without
-- dataset and field has logs as its only source, and alone makes no SKU known.
-- grain: account, period_id, sku
-- kind: table
-- column source: What gives the usage: meters, feed, or feed_to_date where the feed stops early
with wanted as (
    select p.account, p.period_id, k.sku, k.meter, k.is_needed
    from params.periods as p
    cross join ref.sku_meters as k
    join ref.meters as m on m.meter = k.meter and coalesce(m.dataset, m.field) is not null
),
metered as (
    select
        w.account,
        w.period_id,
        w.sku,
        'meters' as source,
        max(coalesce(
            s.evidence_rank, case when coalesce(w.is_needed, true) then 3 else 0 end
        )) as evidence_rank
    from wanted as w
    left join usage.meter_sources as s using (account, period_id, meter)
    left join usage.expected_meters as e using (account, meter)
    group by w.account, w.period_id, w.sku
    having count(s.meter) > 0
        and not bool_or(s.meter is null and e.meter is not null)
),
from_feed as (
    select distinct f.account, f.period_id, f.sku,
        case when c.is_whole then 'feed' else 'feed_to_date' end as source,
        evidence_rank('inferred')
    from usage.feed_days as f
    join usage.feed_coverage as c using (account, period_id, sku)
)
select * from metered
union all
select f.* from from_feed as f
anti join metered as m using (account, period_id, sku)
