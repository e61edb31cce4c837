-- The totals of a statement before tax, and whether any line is beyond tolerance.
-- grain: account, period_id
select
    l.account,
    l.period_id,
    sum(coalesce(l.predicted_usd, 0))::decimal(38, 2) as predicted_usd,
    case when any_value(s.invoices) > 0 then sum(coalesce(l.invoiced_usd, 0))::decimal(38, 2) end
        as invoiced_usd,
    sum(l.variance_usd)::decimal(38, 2) as variance_usd,
    coalesce(any_value(s.invoices), 0) as invoices,
    count(*) filter (
        where l.status = 'unpriced' or (s.invoices > 0 and l.variance_usd <> 0
            and not l.is_tolerated)
    ) as lines_beyond_tolerance
from reconcile.lines as l
left join reconcile.statements as s using (account, period_id)
group by l.account, l.period_id
