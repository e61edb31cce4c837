-- Invoices with lines that belong to no known billing period. Nothing is compared with these lines.
-- grain: account, period_id, invoice_id
select
    p.account,
    p.period_id,
    m.invoice_id,
    sum(m.amount_usd)::decimal(38, 2) as usd,
    printf(
        'Invoice %s prints %s line(s) of no known billing period, %s: compared with nothing.',
        coalesce(any_value(i.invoice_number), 'without a number'),
        count(*)::varchar,
        dollars(sum(m.amount_usd)::decimal(38, 2))
    ) as says
from params.periods as p
join reconcile.matched_lines as m on m.account = p.account and m.period_id is null
join staging.invoices as i using (invoice_id)
group by p.account, p.period_id, m.invoice_id
