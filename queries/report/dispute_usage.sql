-- The usage of a line, a row per day and meter: what the meter counted, its source, and what it
-- adds to the line's numerator. Without a meter the row has what Cloudflare's feed counts.
-- grain: account, period_id, line_key, usage_on, meter
-- column high: Greatest usage that samples or logs allow, as text; null for the feed [unit of the
-- column high: meter]
-- column low: Least usage that samples or logs allow, as text; null for the feed [unit of the
-- column low: meter]
-- column meter: Meter that counts the usage, or billable-usage feed
-- column source: What gives the total: a dataset, logs, list or feed
-- column total: Usage of the day, as text [unit of the meter]
with metered as (
    select
        t.account,
        t.period_id,
        n.sku as line_key,
        t.usage_on,
        t.meter,
        m.unit,
        s.source,
        evidence_name(s.evidence_rank) as evidence,
        t.total::varchar as total,
        t.low::varchar as low,
        t.high::varchar as high,
        (t.total * n.numerator)::hugeint as numerator
    from usage.day_totals as t
    join rating.numerators as n using (account, period_id, meter)
    join params.selection using (scenario)
    join usage.meter_sources as s using (account, period_id, meter)
    join ref.meters as m using (meter)
    where n.numerator > 0
)
select * from metered
union all
select
    f.account,
    f.period_id,
    f.sku,
    f.usage_on,
    'billable-usage feed',
    k.unit,
    'feed',
    'inferred',
    plain_digits(f.quantity),
    null,
    null,
    billionths(f.quantity)
from usage.feed_days as f
join usage.sku_sources as s using (account, period_id, sku)
join ref.skus as k using (sku)
where s.source = 'feed'
