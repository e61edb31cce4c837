-- Statements of which only a threshold invoice was loaded, in words. It was cut before the end of
-- the period; the remainder is on the regular invoice. Only the sum of the two can be compared.
-- `usd` is the variance of the whole statement until then.
-- grain: account, period_id
-- see: https://developers.cloudflare.com/billing/threshold-billing/
with cut as (
    select m.account, m.period_id, any_value(i.invoice_number) as invoice_number
    from reconcile.invoice_mains as m
    join staging.invoices as i using (invoice_id)
    where m.period_id is not null
    group by m.account, m.period_id
    having bool_and(i.kind = 'threshold')
)
select
    c.account,
    c.period_id,
    sum(l.variance_usd)::decimal(38, 2) as usd,
    printf(
        'Only the threshold invoice%s was loaded. Cloudflare bills the rest of the period on '
            || 'another invoice, after %s. Load it too: the prediction is of both together.',
        coalesce(' ' || c.invoice_number, ''), any_value(p.last_on)::varchar
    ) as says
from cut as c
join params.periods as p using (account, period_id)
join reconcile.lines as l using (account, period_id)
group by c.account, c.period_id, c.invoice_number
