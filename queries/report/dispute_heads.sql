-- The facts of a dispute about a line, in one row: what each side counts, the bounds that sampling
-- leaves, how complete the usage is, what Cloudflare's feed counts, and the conclusion.
-- grain: account, period_id, line_key
-- column days_complete: Days of all meters of the SKU that are known whole and not sampled [days]
-- column days_expected: Days of all meters of the SKU; null where none is needed [days]
-- column raw_quantity: Usage by our count before the allowance; null where nothing counts it [unit
-- column raw_quantity: of the SKU]
-- column verdict: Which of prediction, feed and invoice differs: match, metering, billing,
-- column verdict: disputable, and so on
with days as (
    select c.account, c.period_id, k.sku, count(*) as days_expected,
        count(*) filter (where c.status = 'complete') as days_complete
    from usage.coverage as c
    join ref.sku_meters as k using (meter)
    group by all
)
select
    l.account,
    l.period_id,
    l.line_key,
    coalesce(k.name, l.invoice_line) as name,
    replace(plural_unit(t.predicted_quantity, k.unit), '_', ' ') as unit,
    s.scenario,
    l.predicted_quantity,
    l.invoiced_quantity,
    l.predicted_usd,
    l.invoiced_usd,
    l.variance_usd,
    l.status,
    g.ground,
    g.refuses,
    g.expected_usd,
    g.disputed_usd,
    l.evidence,
    l.predicted_low_usd,
    l.predicted_high_usd,
    d.days_expected,
    d.days_complete,
    t.predicted_quantity as raw_quantity,
    t.feed_quantity,
    t.feed_usd,
    t.verdict,
    case when g.ground = 'price' then 'This line is not metered here: its quantity is taken as '
        || 'printed. By the published price that quantity costs less than is charged.'
    else case t.verdict
        when 'match' then 'Our count, Cloudflare''s usage feed and the invoice agree.'
        when 'metering' then 'Cloudflare''s usage feed counts differently from its analytics: the '
            || 'difference arose before the invoice was written.'
        when 'billing' then 'Cloudflare''s usage feed agrees with our count. The invoice differs '
            || 'from both by the day at which it was cut or by its rounding.'
        when 'disputable' then 'Our count and Cloudflare''s own usage feed agree with each other, '
            || 'and the invoice agrees with neither.'
        when 'incomplete_feed' then 'Cloudflare''s usage feed lacks days of the period, so it '
            || 'decides nothing. What is left is our count against the invoice.'
        else 'There is no usage feed of this line. What is left is our count against the invoice.'
    end end as concludes
from reconcile.lines as l
cross join params.selection as s
left join ref.skus as k using (sku)
left join report.dispute_grounds as g using (account, period_id, line_key)
left join variance.three_way as t using (account, period_id, line_key)
left join days as d on d.account = l.account and d.period_id = l.period_id and d.sku = l.sku
