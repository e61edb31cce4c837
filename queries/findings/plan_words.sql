-- Why a line is predicted at nothing though it is used: the stated plan is free, and what needs a
-- paid plan is not billed on it. What the invoice counts is no other volume then.
-- grain: account, period_id, line_key
select
    l.account,
    l.period_id,
    l.line_key,
    printf(
        'The stated plan is %s, on which it is not billed: the usage is %s %s.',
        a.plan, grouped_digits(c.raw_quantity),
        replace(plural_unit(c.raw_quantity, k.unit), '_', ' ')
    ) as says
from reconcile.lines as l
join params.accounts as a using (account)
join ref.plans as p on p.plan = a.plan and not p.is_paid
join ref.skus as k on k.sku = l.sku
join params.selection as s on true
join rating.charges as c
    on c.account = l.account and c.period_id = l.period_id and c.sku = l.sku
    and c.scenario = s.scenario
where l.status = 'over' and l.predicted_usd = 0
    and l.sku in (select sku from rating.price_rows where plan <> 'any')
