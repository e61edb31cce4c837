-- Why the invoice differs from the prediction, a row per line and cause. A cause is a term of the
-- variance, or the line's status where no term explains the difference. The amounts of a line add
-- up to its variance. The main cause of a line is the one with the largest amount.
-- grain: account, period_id, line_key, term_number
-- column usd: What the term adds to the variance [USD]
select
    t.account,
    t.period_id,
    t.line_key,
    t.term_number,
    coalesce(k.name, l.invoice_line) as name,
    case
        when t.term = 'cut_off' then 'cut-off'
        when t.term = 'volume' and m.sku is not null then 'usage not known'
        when t.term <> 'unexplained' then replace(t.term, '_', ' ')
        when l.status = 'missing' then 'usage not known'
        when l.status in (
            'unknown_line', 'unpriced', 'not_metered', 'not_invoiced', 'not_predicted'
        ) then replace(l.status, '_', ' ')
        else t.term
    end as cause,
    t.usd,
    t.says,
    row_number() over (
        partition by t.account, t.period_id, t.line_key order by abs(t.usd) desc, t.term_number
    ) = 1 as is_main
from findings.terms as t
join reconcile.lines as l using (account, period_id, line_key)
left join ref.skus as k using (sku)
left join usage.sku_missing_days as m
    on m.account = l.account and m.period_id = l.period_id and m.sku = l.sku
semi join findings.variances as v using (account, period_id, line_key)
