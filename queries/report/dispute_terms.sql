-- What the disputed difference consists of: the terms of the variance or, where only the price is
-- disputed, what the printed quantity costs by the price book.
-- grain: account, period_id, line_key, term_number
-- column usd: What the term adds to the difference [USD]
select t.account, t.period_id, t.line_key, t.term_number, t.term, t.usd, t.says
from findings.terms as t
join report.dispute_grounds as g using (account, period_id, line_key)
where g.ground = 'count'
union all
select g.account, g.period_id, g.line_key, 6, 'price', g.disputed_usd,
    concat_ws(' ', w.says_price, w.says_amount)
from report.dispute_grounds as g
join findings.book_words as w using (account, period_id, line_key)
where g.ground = 'price'
