-- How many dollars suspect days of a dataset may be missing from a charge, and whether that is more
-- than the tolerance of its line. It is settled, because nothing was lost, where the invoice agrees
-- with the prediction in quantity and money, or has no line where nothing is predicted.
-- grain: account, period_id, dataset, sku
-- column amount_usd: Charge by the usage that is known; null where usage has no price [USD]
with lost as (
    select distinct l.account, l.period_id, l.dataset, k.sku
    from usage.lost_days as l
    join ref.sku_meters as k using (meter)
),
with_agreement as (
    select
        d.*,
        c.amount_usd,
        c.lost_usd,
        p.has_invoice and coalesce(p.invoiced_usd, 0) = p.predicted_usd
            and case
                when p.invoice_line is null then p.predicted_usd = 0
                else abs(p.invoiced_quantity - p.predicted_quantity) * 2 <= p.last_digits
            end as is_agreed
    from lost as d
    join params.selection as s on true
    join rating.suspect_charges as c
        on c.account = d.account and c.period_id = d.period_id and c.sku = d.sku
        and c.scenario = s.scenario
    left join reconcile.compared_lines as p
        on p.account = d.account and p.period_id = d.period_id and p.sku = d.sku
)
select
    d.account,
    d.period_id,
    d.dataset,
    d.sku,
    d.amount_usd,
    d.lost_usd,
    coalesce(d.is_agreed, false) as is_settled,
    coalesce(not coalesce(d.is_agreed, false) and d.lost_usd > t.tolerance_usd
        and d.lost_usd::decimal(28, 2) > d.amount_usd::decimal(28, 2) * t.tolerance_ratio, false)
        as is_beyond_tolerance
from with_agreement as d
cross join params.selection as t
