-- Lines that the invoices of a statement print more than once with the same days, quantity and
-- amount, in words. A threshold invoice and the remainder print other quantities. The same line
-- twice is one that was billed twice, or an invoice that was loaded under two numbers.
-- grain: account, period_id, line_key
with copies as (
    select
        m.account,
        m.period_id,
        coalesce(m.sku, m.description) as line_key,
        m.starts_on,
        m.ends_on,
        m.amount_usd,
        count(*) as copies,
        string_agg(distinct i.invoice_number, ' and ' order by i.invoice_number) as numbers
    from reconcile.matched_lines as m
    join staging.invoices as i using (invoice_id)
    where m.other_kind is null and not m.is_detail and not m.is_credit and m.amount_usd <> 0
    group by m.account, m.period_id, coalesce(m.sku, m.description), m.description, m.starts_on,
        m.ends_on, m.quantity, m.amount_usd
    having count(*) > 1
)
select
    account,
    period_id,
    line_key,
    string_agg(printf(
        'The same line of %s%s is printed %s times%s.',
        dollars(amount_usd),
        coalesce(printf(
            ', %s to %s,', starts_on::varchar, (ends_on - 1)::date::varchar
        ), ''),
        copies::varchar,
        coalesce(', by invoice ' || numbers, '')
    ), ' ' order by starts_on, amount_usd) as says
from copies
group by account, period_id, line_key
