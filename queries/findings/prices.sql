-- Lines whose amount agrees with the prediction though the printed price is not the price book's,
-- or though the printed amount does not follow from quantity and price. Either two differences
-- cancel out, or the prediction has the same error. A difference that a credit has settled is left
-- out.
-- grain: account, period_id, line_key
select
    w.account,
    w.period_id,
    w.line_key,
    abs(w.charged_usd - w.book_usd)::decimal(38, 2) as usd,
    printf('%s: %s', k.name, concat_ws(' ', w.says_price, w.says_amount)) as says
from findings.book_words as w
join ref.skus as k on k.sku = w.line_key
left join variance.walks as t using (account, period_id, line_key)
anti join findings.variances as v using (account, period_id, line_key)
where coalesce(t.credit_and_tax_usd, 0) = 0
