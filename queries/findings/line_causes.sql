-- Why the invoice differs from the prediction, a row per line and cause. A cause is a term of the
-- variance, or the line's status where no term explains the difference. The amounts of a line add
-- up to its variance. Terms with the same sentence are one cause, as where the plan is the reason.
-- The main cause of a line is the one with the largest amount.
-- grain: account, period_id, line_key, term_number
-- column usd: What the term adds to the variance [USD]
with told as (
    select account, period_id, line_key, says, sum(usd)::decimal(38, 2) as usd,
        min(term_number) as term_number, arg_min(term, term_number) as term
    from findings.terms
    group by account, period_id, line_key, says
)
select
    t.account,
    t.period_id,
    t.line_key,
    t.term_number,
    coalesce(k.name, l.invoice_line) as name,
    case
        when t.says = p.says then 'plan'
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
from told as t
join reconcile.lines as l using (account, period_id, line_key)
left join ref.skus as k using (sku)
left join findings.plan_words as p using (account, period_id, line_key)
left join usage.sku_missing_days as m
    on m.account = l.account and m.period_id = l.period_id and m.sku = l.sku
semi join findings.variances as v using (account, period_id, line_key)
