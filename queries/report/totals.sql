-- The totals of a statement before tax, whether any line is beyond tolerance, and whether the
-- total is. The total may differ by what FOCUS 1.4 allows an invoice (the greater of $1.00 and
-- half a cent times the root of the number of its lines) or by what --tolerance allows, whichever
-- is more. A difference that sampling explains does not count. `is_partial` says that the
-- prediction covers a product in use only in part, or not at all.
-- grain: account, period_id
-- see: https://focus.finops.org/focus-specification/
-- column lacks: Products in use that the prediction does not cover whole, as a list
-- column predicted_usd: Sum of the predicted amounts, those not known left out [USD]
with sums as (
    select
        l.account,
        l.period_id,
        sum(coalesce(l.predicted_usd, 0))::decimal(38, 2) as predicted_usd,
        case when any_value(s.invoices) > 0
            then sum(coalesce(l.invoiced_usd, 0))::decimal(38, 2)
        end as invoiced_usd,
        sum(l.variance_usd)::decimal(38, 2) as variance_usd,
        coalesce(any_value(s.invoices), 0) as invoices,
        count(*) filter (where l.is_beyond_tolerance) as lines_beyond_tolerance,
        coalesce(sum(l.variance_usd) filter (where l.status <> 'within_sampling'), 0)
            ::decimal(38, 2) as judged_usd,
        count(l.variance_usd) as compared_lines
    from reconcile.lines as l
    left join reconcile.statements as s using (account, period_id)
    group by l.account, l.period_id
),
allowed as (
    select
        s.*,
        cents_to_usd(greatest(
            100,
            whole_root(s.compared_lines) // 2,
            usd_to_cents(t.tolerance_usd),
            (usd_to_cents(s.predicted_usd) * ratio_millionths(t.tolerance_ratio)) // 1000000
        ))::decimal(38, 2) as total_tolerance_usd
    from sums as s
    cross join params.selection as t
)
select
    a.* exclude (judged_usd, compared_lines),
    case when invoices > 0 then abs(judged_usd) <= total_tolerance_usd end as is_within_tolerance,
    coalesce(r.is_partial, false) as is_partial,
    r.lacks
from allowed as a
left join report.prediction_reach as r using (account, period_id)
