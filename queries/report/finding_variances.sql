-- Lines on which prediction and invoice part, with what explains it where something does.
-- grain: account, period_id, line_key
select
    l.account,
    l.period_id,
    l.line_key,
    abs(l.variance_usd) as usd,
    printf(
        '%s: invoiced %s, predicted %s.%s',
        coalesce(k.name, l.invoice_line),
        coalesce(dollars(l.invoiced_usd), 'nothing'),
        coalesce(dollars(l.predicted_usd), 'nothing'),
        case
            when c.sku is not null then printf(
                ' The invoice stops before %s: without the usage from then on the quantity is the '
                || 'printed one.', c.cut_on::varchar
            )
            when l.status = 'unknown_line' then ' No such line is known.'
            when l.status = 'unpriced' then ' It has no price on some day of its usage.'
            when l.status = 'not_metered' then ' Nothing meters it, so nothing predicted it.'
            when l.status = 'not_predicted' then ' It is metered, but no usage was found.'
            when l.status = 'not_invoiced' then ' The invoice has no line for it.'
            else ''
        end
    ) as says
from reconcile.lines as l
left join ref.skus as k using (sku)
left join reconcile.cut_offs as c using (account, period_id, sku)
where (l.variance_usd <> 0 and l.status <> 'within_sampling')
    or l.status = 'unpriced'
    or (c.sku is not null and l.variance_usd is not null)
