-- The terms of a line's variance in words, in the order of the calculation: the terms that are not
-- zero, and the term that makes the quantities differ. What a free plan explains is one term.
-- grain: account, period_id, line_key, term_number
-- column usd: What the term adds to the variance [USD]
with walks as (
    select
        w.*,
        l.predicted_quantity, l.invoiced_quantity, l.status,
        i.printed_price_usd, i.printed_per,
        coalesce(c.price_usd, case when c.sku is null then l.predicted_usd end) as book_price_usd,
        coalesce(c.per_quantity, if(c.sku is null, l.predicted_quantity, null)) as per_quantity,
        b.says_price, b.says_amount, k.book_usd, k.charged_usd,
        p.says as says_prorated, p.says_other, u.says as says_unmetered, a.says as says_allowance,
        d.datasets as counted_in, e.says as says_repeated,
        m.days_missing, m.days_rejected, m.days, f.says as says_plan
    from variance.walks as w
    join reconcile.lines as l using (account, period_id, line_key)
    left join reconcile.invoiced as i using (account, period_id, line_key)
    cross join params.selection as s
    left join rating.charges as c
        on c.account = l.account and c.period_id = l.period_id and c.sku = l.sku
        and c.scenario = s.scenario
    left join variance.book_amounts as k using (account, period_id, line_key)
    left join findings.book_words as b using (account, period_id, line_key)
    left join findings.proration_words as p using (account, period_id, line_key)
    left join ref.unmetered_reasons as u on u.sku = l.sku
    left join findings.allowance_words as a
        on a.account = l.account and a.period_id = l.period_id and a.sku = l.sku
    left join findings.sku_datasets as d on d.sku = l.sku
    left join findings.repeated_lines as e using (account, period_id, line_key)
    left join findings.plan_words as f using (account, period_id, line_key)
    left join usage.sku_missing_days as m
        on m.account = l.account and m.period_id = l.period_id and m.sku = l.sku
),
terms as (
    select
        account, period_id, line_key, factor, says_plan,
        unnest([
            {'number': 1, 'term': 'cut_off', 'usd': cut_off_usd, 'says': printf(
                'The invoice stops before %s: without the usage from then on the quantity is the '
                || 'printed one.', cut_on::varchar
            )},
            {'number': 2, 'term': 'volume', 'usd': volume_usd, 'says': printf(
                'The invoice counts %s, we count %s%s.%s', grouped_digits(invoiced_quantity),
                grouped_digits(predicted_quantity),
                coalesce(if(days_rejected = days_missing, ' without rejected rows',
                    printf(' without %d of %d days', days_missing, days)), ''),
                coalesce(' ' || says_repeated, '')
            )},
            {'number': 3, 'term': 'ratio', 'usd': ratio_usd,
                'says': printf('The printed quantity is ours under the scenario %s.', reading)},
            {'number': 4, 'term': 'allowance', 'usd': allowance_usd, 'says': coalesce(
                says_allowance, 'The quantity is charged without the allowance.'
            )},
            {'number': 5, 'term': 'rounding', 'usd': rounding_usd, 'says': case rounding
                when 'none' then 'The amount follows from the quantity without whole blocks.'
                when 'floor' then 'The amount follows if a block begun is not billed.'
                when 'nearest' then 'The amount follows if blocks are rounded to the nearest.'
                when 'apart' then 'The amount follows if blocks are counted on each printed part.'
            end},
            {'number': 6, 'term': 'price', 'usd': price_usd, 'says': coalesce(says_price, printf(
                'The invoice charges %s per %s, the price book %s.',
                unit_dollars(printed_price_usd),
                grouped_digits(printed_per),
                coalesce(
                    printf('%s per %s', unit_dollars(book_price_usd), grouped_digits(per_quantity)),
                    'has several prices'
                )
            ))},
            {'number': 7, 'term': 'proration', 'usd': proration_usd, 'says': says_prorated},
            {'number': 8, 'term': 'credit_and_tax', 'usd': credit_and_tax_usd,
                'says': 'The invoice credits this.'},
            {'number': 9, 'term': 'unexplained', 'usd': unexplained_usd, 'says': concat_ws(' ',
                case status
                when 'unknown_line' then 'No such line is known.'
                when 'unpriced' then 'It has no price on some day of its usage.'
                when 'missing' then 'Its usage is not known, so nothing predicted it.'
                when 'not_metered' then if(counted_in is null,
                    'Nothing meters it, so nothing predicted it.',
                    'No answer that counts it was loaded, so nothing predicted it.')
                when 'not_invoiced' then 'The invoice has no line for it.'
                else printf('Quantity and price do not explain %s.', dollars(unexplained_usd))
            end, case when status = 'not_metered' then says_unmetered end,
            case when price_usd = 0 then says_price end, case when status = 'not_metered'
                and price_usd = 0 and book_usd <> charged_usd then printf(
                    'By the price book the printed quantity costs %s.', dollars(book_usd)
                ) end, says_amount, says_other)}
        ]) as t
    from walks
)
select
    account, period_id, line_key, min(t.number) as term_number,
    if(is_plan, 'plan', t.term) as term, sum(t.usd)::decimal(38, 2) as usd,
    if(is_plan, says_plan, t.says) as says
from (
    select *, says_plan is not null and t.term in ('volume', 'allowance', 'unexplained') as is_plan
    from terms
)
where t.usd <> 0 or t.term = if(factor = 'worded', 'allowance', factor)
group by all
