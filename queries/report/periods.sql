-- Billing periods with what is known of them: bounds, invoices, and up to when usage is complete.
-- grain: account, period_id
select
    p.account,
    p.period_id,
    p.starts_on,
    p.ends_on,
    p.source,
    coalesce(s.invoices, 0) as invoices,
    count(c.dataset) as datasets,
    case
        when count(c.dataset) = 0 then p.starts_on
        else coalesce(min(c.first_missing_on), p.ends_on)
    end as usage_complete_to
from params.periods as p
left join reconcile.statements as s using (account, period_id)
left join report.coverage as c using (account, period_id)
group by p.account, p.period_id, p.starts_on, p.ends_on, p.source, s.invoices
