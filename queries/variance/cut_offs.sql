-- Lines whose printed quantity is what remains without the last one, two or three days of the
-- period: the invoice was cut before their usage had arrived.
-- grain: account, period_id, sku
-- see: https://developers.cloudflare.com/billing/manage/invoices/
with lines as (
    select account, period_id, sku, line_shape, printed_scale, invoiced_quantity, last_digits
    from reconcile.compared_lines
    where line_shape <> 'unit' and has_source and invoiced_quantity is not null
        and abs(invoiced_quantity - predicted_quantity) * 2 > last_digits
),
charges as (
    select c.*
    from rating.charges as c
    join params.selection using (scenario)
),
trials as (
    select
        l.*,
        n.days,
        p.ends_on - n.days::integer as cut_on,
        sum(d.numerator) as missing
    from lines as l
    join params.periods as p using (account, period_id)
    cross join (select unnest([1, 2, 3]) as days) as n
    join rating.day_quantities as d
        on d.account = l.account and d.period_id = l.period_id and d.sku = l.sku
        and d.usage_on >= p.ends_on - n.days::integer
    join params.selection as s on s.scenario = d.scenario
    group by all
)
select t.account, t.period_id, t.sku, min(t.days) as days, max(t.cut_on) as cut_on
from trials as t
join charges as c using (account, period_id, sku)
where t.missing > 0
    and abs(t.invoiced_quantity - printed_quantity(
        t.line_shape, t.printed_scale, c.numerator - t.missing,
        greatest(c.billable_numerator - t.missing, 0), c.denominator, null
    )) * 2 <= t.last_digits
group by t.account, t.period_id, t.sku
