-- The one factor that turns our quantity into the printed one, for each invoiced line with a
-- prediction. The factor is `cut_off` (the last days are left out), another ratio (a scenario gives
-- the printed quantity), the allowance that the line prints (`worded`), the allowance (the printed
-- quantity is before it or after it), else the volume. It is null where the quantities agree or
-- none is printed. `charged_usd` is the invoiced amount without credits and charges for part of a
-- period.
-- grain: account, period_id, line_key
-- kind: table
with lines as (
    select
        l.*,
        p.kind,
        p.numerator,
        p.billable_numerator,
        p.denominator,
        -- A count of subscriptions is exact, other quantities are known to half of a last digit.
        abs(l.invoiced_quantity - l.predicted_quantity) * 2
            > if(l.line_shape = 'subscription', 0, l.last_digits) as is_other_quantity
    from reconcile.compared_lines as l
    join reconcile.predictions as p using (account, period_id, sku)
    where l.invoiced_usd is not null and l.predicted_usd is not null
),
ratios as (
    select l.account, l.period_id, l.sku, min(c.scenario) as reading
    from lines as l
    join rating.charges as c using (account, period_id, sku)
    join params.scenarios as s on s.scenario = c.scenario and s.bound is null
    where l.is_other_quantity and l.line_shape <> 'unit'
        and c.numerator * l.denominator <> l.numerator * c.denominator
        and abs(l.invoiced_quantity - printed_quantity(
            l.line_shape, l.printed_scale, c.numerator, c.billable_numerator, c.denominator, null
        )) * 2 <= l.last_digits
    group by l.account, l.period_id, l.sku
),
grosses as (
    select account, period_id, sku
    from lines
    where is_other_quantity and line_shape <> 'unit' and kind = 'usage'
        and abs(invoiced_quantity - printed_quantity(
            'scaled',
            printed_scale,
            numerator,
            case line_shape when 'tier' then billable_numerator else numerator end,
            denominator,
            null
        )) * 2 <= last_digits
)
select
    l.account,
    l.period_id,
    l.line_key,
    l.sku,
    case
        when not coalesce(l.is_other_quantity, false) then null
        when w.sku is not null then 'worded'
        when c.sku is not null then 'cut_off'
        when r.sku is not null then 'ratio'
        when g.sku is not null then 'allowance'
        else 'volume'
    end as factor,
    c.cut_on,
    r.reading,
    l.line_shape,
    l.numerator,
    l.billable_numerator,
    half_up_div(
        billionths(l.invoiced_quantity) * l.denominator * l.printed_scale, 1000000000
    ) as printed_numerator,
    i.printed_price_usd,
    i.printed_per,
    i.printed_lines,
    (l.invoiced_usd - i.credit_usd - i.prorated_usd)::decimal(38, 2) as charged_usd,
    i.credit_usd,
    i.prorated_usd
from lines as l
join reconcile.invoiced as i using (account, period_id, line_key)
left join variance.cut_offs as c
    on c.account = l.account and c.period_id = l.period_id and c.sku = l.sku
left join variance.worded_allowances as w
    on w.account = l.account and w.period_id = l.period_id and w.sku = l.sku
left join ratios as r on r.account = l.account and r.period_id = l.period_id and r.sku = l.sku
left join grosses as g on g.account = l.account and g.period_id = l.period_id and g.sku = l.sku
