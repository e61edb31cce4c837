-- The steps from the predicted to the invoiced amount of a statement, and on to what is to be paid.
-- A step of the kind `total` is the first one plus all steps of the kind `change` before it.
-- `names` says which lines a change is of, the largest first. Tax and credits are steps whether or
-- not policies divide them.
-- grain: account, period_id, place, step
-- column kind: Whether the step is a total or a change from the one before
-- column place: Order of the steps [rank]
-- column usd: Amount of a total, or what a change adds [USD]
with totals as materialized (select * from report.totals),
tied as materialized (select * from report.statement_ties),
terms as (
    select t.account, t.period_id, coalesce(k.name, l.invoice_line) as name, t.usd, case
            when t.term <> 'unexplained' then t.term
            when l.status in ('missing', 'not_metered', 'not_invoiced', 'unknown_line', 'unpriced')
                then l.status
            else 'unexplained'
        end as term
    from findings.terms as t
    join reconcile.lines as l using (account, period_id, line_key)
    left join ref.skus as k using (sku)
    where t.usd <> 0
),
words as (
    select unnest([
        {'place': 1, 'term': 'cut_off', 'words': 'Days left out at the end'},
        {'place': 2, 'term': 'volume', 'words': 'Another quantity on the invoice'},
        {'place': 3, 'term': 'ratio', 'words': 'Another reading of the quantity'},
        {'place': 4, 'term': 'allowance', 'words': 'Another allowance'},
        {'place': 5, 'term': 'rounding', 'words': 'Another rounding of blocks'},
        {'place': 6, 'term': 'price', 'words': 'Another price'},
        {'place': 7, 'term': 'proration', 'words': 'Charges for parts of a period'},
        {'place': 8, 'term': 'credit_and_tax', 'words': 'Credits on lines'},
        {'place': 9, 'term': 'not_invoiced', 'words': 'No line on the invoice'},
        {'place': 10, 'term': 'not_metered', 'words': 'Nothing meters it'},
        {'place': 11, 'term': 'missing', 'words': 'Usage not known'},
        {'place': 12, 'term': 'unpriced', 'words': 'No price known'},
        {'place': 13, 'term': 'unknown_line', 'words': 'Unknown lines'},
        {'place': 14, 'term': 'unexplained', 'words': 'Not explained'}
    ], recursive := true)
),
changes as (
    select t.account, t.period_id, w.place, w.words as step, sum(t.usd)::decimal(38, 2) as usd,
        list(t.name order by abs(t.usd) desc, t.name) as names
    from terms as t
    join words as w using (term)
    group by t.account, t.period_id, w.place, w.words
),
divided as (
    select account, period_id, line_key, sum(invoiced_usd) as amount_usd
    from reconcile.tenant_lines
    where component in ('tax', 'credit')
    group by account, period_id, line_key
),
after_lines as (
    select account, period_id, row_number, line, amount_usd
    from tied
    where row_number > 1
    union all
    select account, period_id, 1, substr(line_key, instr(line_key, ': ') + 2), amount_usd
    from divided
    semi join tied using (account, period_id)
),
ties as (
    select *, row_number() over so_far as place, count(*) over same_period as steps
    from after_lines
    window
        so_far as (partition by account, period_id order by row_number, line),
        same_period as (partition by account, period_id)
)
select account, period_id, 0 as place, 'total' as kind, 'Predicted' as step, predicted_usd as usd,
    null as names
from totals
union all
select account, period_id, place, 'change', step, usd, array_to_string(names[:5], ', ')
    || case when len(names) > 5 then printf(' and %d more', len(names) - 5) else '' end
from changes
union all
select account, period_id, 100, 'total', 'Invoiced', invoiced_usd, null
from totals
where invoiced_usd is not null
union all
select account, period_id, 101 + place, if(place = steps, 'total', 'change'),
    if(place = steps, 'To be paid', line), amount_usd, null
from ties
where steps > 1
