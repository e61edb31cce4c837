-- Days on which a dataset shows nothing, and what it lost cannot be estimated from the days beside
-- them. A person may accept such a day. It is settled without that if the invoice agrees, in
-- quantity and to the cent, with every prediction from the dataset.
-- grain: account, period_id, dataset, usage_on
-- column resources: Namespaces, scripts or accounts of which the dataset shows nothing [count]
with lines as (
    select p.account, p.period_id, m.dataset,
        bool_and(p.has_invoice and coalesce(p.invoiced_usd, 0) = coalesce(p.predicted_usd, 0)
            and (p.invoice_line is null or p.invoiced_quantity is null
                or abs(p.invoiced_quantity - p.predicted_quantity) * 2 <= p.last_digits)
        ) as is_agreed
    from reconcile.compared_lines as p
    join ref.sku_meters as k using (sku)
    join ref.meters as m using (meter)
    group by p.account, p.period_id, m.dataset
)
select s.*, coalesce(l.is_agreed, false) as is_settled
from usage.silent_days as s
left join lines as l using (account, period_id, dataset)
anti join usage.accepted_days as a
    on a.account = s.account and a.dataset = s.dataset and a.usage_on = s.usage_on
