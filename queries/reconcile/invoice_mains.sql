-- The billing period whose usage an invoice is for: the latest one of which the invoice prints a
-- known usage line. Lines of earlier periods are corrections, however many there are. Without a
-- usage line it is the period before the invoice's subscription lines, else the period of any line.
-- grain: invoice_id
-- kind: table
-- column period_id: Billing period that the invoice is for; null where no line lies in one [day
-- column period_id: UTC]
with placed as (
    select l.invoice_id, l.account, l.sku, l.line_shape, l.is_prorated, p.period_id
    from reconcile.named_lines as l
    join params.periods as p
        on p.account = l.account and case
            when l.line_shape = 'subscription' and not l.is_prorated
                then l.starts_on >= p.ends_on and l.starts_on < p.ends_on + to_months(1)
            else l.starts_on >= p.starts_on and l.starts_on < p.ends_on
        end
)
select
    invoice_id,
    any_value(account) as account,
    coalesce(
        max(period_id) filter (where sku is not null and line_shape <> 'subscription'),
        max(period_id) filter (where line_shape = 'subscription' and not is_prorated),
        max(period_id)
    ) as period_id
from placed
group by invoice_id
