-- The variance of each line of a statement in terms that add up to it, and how much more usage
-- would begin another block: what `flaretally report variances` prints.
-- grain: account, period_id, sku, invoice_line
-- column price_usd: Part of the variance that comes from another price [USD]
select
    l.account,
    l.period_id,
    l.sku,
    l.invoice_line,
    l.status,
    l.predicted_usd,
    l.invoiced_usd,
    l.variance_usd,
    w.cut_off_usd,
    w.volume_usd,
    w.ratio_usd,
    w.allowance_usd,
    w.rounding_usd,
    w.price_usd,
    w.proration_usd,
    w.credit_and_tax_usd,
    w.unexplained_usd,
    e.units_to_next_block,
    e.percent_to_next_block
from reconcile.lines as l
join variance.walks as w using (account, period_id, line_key)
left join params.selection as s on true
left join rating.block_edges as e
    on e.account = l.account and e.period_id = l.period_id and e.sku = l.sku
    and e.scenario = s.scenario
