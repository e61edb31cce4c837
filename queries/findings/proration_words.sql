-- Invoice lines that charge or credit a part of a subscription's period, in words. The text says
-- that the amount follows from the days, or what amount the days would give.
-- grain: account, period_id, line_key
with parts as (
    select
        m.account,
        m.period_id,
        m.sku as line_key,
        m.starts_on,
        m.amount_usd,
        r.is_fit,
        printf(
            '%d of %d days of %s%s', r.days, r.cycle_days, unit_dollars(r.price_usd),
            if(r.quantity = 1, '', ' times ' || plain_digits(r.quantity))
        ) as share,
        printf('%s to %s', r.starts_on::varchar, (r.ends_on - 1)::date::varchar) as days,
        r.prorated_usd
    from reconcile.matched_lines as m
    join reconcile.prorations as r using (invoice_id, line_number)
    where m.other_kind is null and m.period_id is not null
)
select
    account,
    period_id,
    line_key,
    string_agg(printf('%s is %s, %s.', dollars(amount_usd), share, days), ' '
        order by starts_on, amount_usd) filter (where is_fit) as says,
    string_agg(printf('%s would be %s, %s is charged.', share, dollars(prorated_usd),
        dollars(amount_usd)), ' ' order by starts_on, amount_usd) filter (where not is_fit)
        as says_other
from parts
group by account, period_id, line_key
