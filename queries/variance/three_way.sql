-- The prediction, Cloudflare's billable-usage feed and the invoice, a row per line: whether their
-- quantities agree, and which side differs. Quantities are compared first, money second. A feed
-- with missing days, or without a row of the SKU, gives no verdict.
-- grain: account, period_id, line_key
-- kind: table
-- column predicted_quantity: Usage by our count before the allowance; null where nothing counts it
-- column predicted_quantity: [unit of the SKU]
with sides as (
    select
        l.*,
        p.numerator,
        p.denominator,
        p.raw_quantity,
        p.billable_quantity,
        i.low_quantity,
        i.high_quantity,
        f.quantity as feed_quantity,
        f.numerator as feed_numerator,
        f.last_digits as feed_digits,
        f.is_whole,
        f.is_source,
        ratio_9(t.billable_numerator, p.denominator) as feed_billable_quantity,
        t.amount_usd as feed_usd,
        printed_quantity(
            b.line_shape, b.printed_scale, f.numerator, t.billable_numerator, p.denominator,
            t.billed_blocks
        ) as feed_printed_quantity,
        b.last_digits
    from reconcile.lines as l
    cross join params.selection as s
    left join reconcile.predictions as p using (account, period_id, sku)
    left join reconcile.feed as f using (account, period_id, sku)
    left join reconcile.compared_lines as b using (account, period_id, line_key)
    left join variance.trial_amounts as t
        on t.account = l.account and t.period_id = l.period_id and t.line_key = l.line_key
        and t.counted = 'feed'
    left join rating.charge_intervals as i
        on i.account = l.account and i.period_id = l.period_id and i.sku = l.sku
        and i.scenario = s.scenario
),
compared as (
    select
        *,
        abs(raw_quantity - feed_quantity) * 2 <= feed_digits
            or coalesce(feed_billable_quantity between low_quantity and high_quantity, false)
            as is_metered_alike,
        abs(invoiced_quantity - feed_printed_quantity) * 2
            <= last_digits + case when feed_digits > 0 then feed_digits else 0 end
            as is_billed_alike
    from sides
)
select
    c.account,
    c.period_id,
    c.line_key,
    c.sku,
    c.invoice_line,
    c.raw_quantity as predicted_quantity,
    c.feed_quantity,
    c.feed_printed_quantity,
    c.invoiced_quantity,
    c.predicted_usd,
    c.feed_usd,
    c.invoiced_usd,
    case
        when c.feed_quantity is null then 'two_way'
        when not c.is_whole then 'incomplete_feed'
        when c.raw_quantity is null then 'two_way'
        when not c.is_metered_alike then 'metering'
        when c.variance_usd is null then 'no_invoice'
        when coalesce(c.is_billed_alike, false) and c.is_tolerated then 'match'
        when c.variance_usd = 0 or w.factor = 'cut_off' then 'billing'
        when coalesce(c.is_billed_alike, false) and w.rounding is not null then 'billing'
        when c.is_source then 'billing'
        else 'disputable'
    end as verdict
from compared as c
left join variance.walks as w using (account, period_id, line_key)
