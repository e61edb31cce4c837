-- Each line of a statement with its variance (invoiced less predicted) and status. Quantities agree
-- within half of the last printed digit, money to the cent. Without a prediction the whole invoiced
-- amount is variance. An amount that sampling alone can explain is `within_sampling`. A SKU without
-- an invoice line and with zero on both sides has no row, except for usage that a free plan
-- includes. `is_beyond_tolerance`: the line is a reason for exit code 3.
-- grain: account, period_id, line_key
-- kind: table
with compared as (
    select
        p.*,
        coalesce(p.invoiced_usd, 0) - coalesce(p.predicted_usd, 0) as difference_usd,
        p.invoiced_quantity is null or p.predicted_quantity is null
            or abs(p.invoiced_quantity - p.predicted_quantity) * 2 <= p.last_digits
            as is_quantity_equal,
        abs(coalesce(p.invoiced_usd, 0) - coalesce(p.predicted_usd, 0)) as distance_usd,
        t.tolerance_usd,
        t.tolerance_ratio
    from reconcile.compared_lines as p
    cross join params.selection as t
),
judged as (
    select
        *,
        distance_usd <= tolerance_usd
            or coalesce(invoiced_usd between predicted_low_usd and predicted_high_usd, false)
            or distance_usd::decimal(28, 2)
                <= abs(coalesce(predicted_usd, 0))::decimal(28, 2) * tolerance_ratio
            as is_tolerated
    from compared
),
named as (
    select
        account,
        period_id,
        line_key,
        sku,
        invoice_line,
        case when invoice_line is not null or predicted_usd is not null then predicted_quantity end
            as predicted_quantity,
        invoiced_quantity,
        predicted_usd,
        invoiced_usd,
        case when has_invoice then difference_usd::decimal(38, 2) end as variance_usd,
        case
            when sku is null then 'unknown_line'
            when not has_source and (account, period_id, sku) in (
                select (account, period_id, sku) from usage.unknown_skus
            ) then 'missing'
            when not has_source then 'not_metered'
            when predicted_usd is null then 'unpriced'
            when invoice_line is null and predicted_usd = 0 then 'match'
            when invoice_line is null then 'not_invoiced'
            when raw_quantity = 0 and invoiced_usd <> 0 then 'not_predicted'
            when distance_usd = 0 and is_quantity_equal then 'match'
            when invoiced_usd between predicted_low_usd and predicted_high_usd
                then 'within_sampling'
            when is_tolerated then 'within_tolerance'
            when difference_usd > 0 then 'over'
            else 'under'
        end as status,
        evidence,
        predicted_low_usd,
        predicted_high_usd,
        is_tolerated
    from judged
    where invoice_line is not null
        or predicted_usd is null
        or predicted_usd <> 0
        or (raw_quantity > 0 and account in (
            select a.account
            from params.accounts as a
            join ref.plans as l on l.plan = a.plan and not l.is_paid
        ))
)
select
    *,
    status = 'unpriced' or coalesce(variance_usd <> 0, false) and not is_tolerated
        as is_beyond_tolerance
from named
