-- Why prediction and invoice part, of each line by cause: a term of its variance, or, of what no
-- term explains, its status. The amounts of a line add up to its variance; its main cause is the
-- one with the most dollars.
-- grain: account, period_id, line_key, term_number
select
    t.account,
    t.period_id,
    t.line_key,
    t.term_number,
    coalesce(k.name, l.invoice_line) as name,
    case
        when t.term = 'cut_off' then 'cut-off'
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
semi join findings.variances as v using (account, period_id, line_key)
