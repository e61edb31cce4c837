-- The variance of a statement by term, and what else its invoices charge: tax, credits and
-- balances, which are not compared. The invoiced amount and these together are to be paid.
-- grain: account, period_id
-- column price_usd: Part of the variance that comes from another price [USD]
with terms as (
    select
        account,
        period_id,
        sum(cut_off_usd)::decimal(38, 2) as cut_off_usd,
        sum(volume_usd)::decimal(38, 2) as volume_usd,
        sum(ratio_usd)::decimal(38, 2) as ratio_usd,
        sum(allowance_usd)::decimal(38, 2) as allowance_usd,
        sum(rounding_usd)::decimal(38, 2) as rounding_usd,
        sum(price_usd)::decimal(38, 2) as price_usd,
        sum(proration_usd)::decimal(38, 2) as proration_usd,
        sum(credit_and_tax_usd)::decimal(38, 2) as credit_and_tax_usd,
        sum(unexplained_usd)::decimal(38, 2) as unexplained_usd
    from variance.walks
    group by account, period_id
),
outside as (
    select account, period_id, sum(amount_usd)::decimal(38, 2) as outside_usd
    from reconcile.other_lines
    group by account, period_id
)
select
    t.account,
    t.period_id,
    t.predicted_usd,
    t.invoiced_usd,
    t.variance_usd,
    w.* exclude (account, period_id),
    coalesce(o.outside_usd, 0)::decimal(38, 2) as outside_usd,
    (t.invoiced_usd + coalesce(o.outside_usd, 0))::decimal(38, 2) as payable_usd,
    t.total_tolerance_usd,
    t.is_within_tolerance
from report.totals as t
join terms as w using (account, period_id)
left join outside as o using (account, period_id)
