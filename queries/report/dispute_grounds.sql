-- Whether a line can be disputed, and why: `count` where the invoice charges more than our own
-- count gives, `price` where we do not count the line but the printed quantity costs less by the
-- price book, else none, with the reason in words. A line that charges part of a subscription's
-- period is not disputed.
-- grain: account, period_id, line_key
with judged as (
    select
        l.*,
        coalesce(k.name, l.invoice_line, l.line_key) as name,
        b.book_usd,
        coalesce(w.proration_usd, 0) as proration_usd,
        b.charged_usd > b.book_usd and (b.is_price_other or b.is_amount_other) as is_overpriced,
        l.predicted_usd is not null as is_counted
    from reconcile.lines as l
    left join variance.walks as w using (account, period_id, line_key)
    left join variance.book_amounts as b using (account, period_id, line_key)
    left join ref.skus as k using (sku)
),
with_ground as (
    select
        *,
        case
            when is_counted and variance_usd > proration_usd and variance_usd > 0
                and not is_tolerated then 'count'
            when not is_counted and is_overpriced and variance_usd is not null then 'price'
        end as ground
    from judged
)
select
    account,
    period_id,
    line_key,
    ground,
    book_usd,
    case ground when 'count' then predicted_usd when 'price' then book_usd end as expected_usd,
    case ground when 'count' then variance_usd when 'price' then invoiced_usd - book_usd end
        ::decimal(38, 2) as disputed_usd,
    case
        when ground is not null then null
        when variance_usd is null then printf('no invoice is loaded for %s of this period', name)
        when variance_usd < 0 and is_counted then printf(
            '%s was billed too low, in your favour: %s invoiced, %s expected, %s less', name,
            coalesce(dollars(invoiced_usd), 'nothing'), dollars(predicted_usd),
            dollars(-variance_usd)
        )
        when is_counted and variance_usd = 0 then printf(
            '%s was billed as expected: %s', name, dollars(invoiced_usd)
        )
        when is_counted and proration_usd = variance_usd then printf(
            '%s: the excess pays for part of a period, %s', name, dollars(proration_usd)
        )
        when is_counted then printf(
            '%s is within what is tolerated: %s invoiced, %s expected', name,
            dollars(invoiced_usd), dollars(predicted_usd)
        )
        when sku is null then printf('the line "%s" stands for no known SKU', name)
        when status = 'unpriced' then printf('%s has no price on some day of its usage', name)
        when variance_usd < 0 then printf('%s is a credit: %s', name, dollars(invoiced_usd))
        else printf(
            '%s is not metered here, and the invoice charges no more than the price book', name
        )
    end as refuses
from with_ground
