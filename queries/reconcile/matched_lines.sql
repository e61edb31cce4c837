-- Every invoice line with the SKU that its wording means and the statement that it belongs to:
-- usage by its own dates, a subscription with the period that it follows, a line without fitting
-- dates with the rest of its invoice.
-- grain: invoice_id, line_number
-- kind: table
with lines as (
    select
        l.*,
        w.sku as own_sku,
        w.line_shape as own_shape,
        w.printed_scale as own_scale,
        regexp_matches(l.description, '^First [\d,.]+') as is_tier_row,
        (
            select any_value(o.kind)
            from ref.other_lines as o
            where regexp_matches(lower(l.description), '\b' || o.words || '\b')
                and (o.kind <> 'credit' or l.amount_usd < 0)
        ) as other_kind
    from staging.invoice_lines as l
    left join ref.invoice_wordings as w on lower(w.wording) = lower(l.wording)
),
carried as (
    select
        *,
        case when is_tier_row
            then last_value(own_sku ignore nulls) over so_far
            else own_sku
        end as sku,
        case when is_tier_row then 'tier' else own_shape end as line_shape,
        coalesce(own_scale, 1) as printed_scale
    from lines
    window so_far as (partition by invoice_id order by line_number)
),
placed as (
    select
        l.*,
        p.period_id as own_period
    from carried as l
    left join params.periods as p
        on p.account = l.account and case
            when l.line_shape = 'subscription' then p.ends_on = l.starts_on
            else l.starts_on >= p.starts_on and l.starts_on < p.ends_on
        end
),
main_periods as (
    select invoice_id, mode(own_period order by own_period) as period_id
    from placed
    where own_period is not null and line_shape is distinct from 'subscription'
    group by invoice_id
)
select
    l.invoice_id,
    l.line_number,
    l.account,
    coalesce(l.own_period, m.period_id) as period_id,
    l.description,
    l.sku,
    l.line_shape,
    l.printed_scale,
    case when l.sku is null then l.other_kind end as other_kind,
    l.quantity,
    last_digit(l.quantity_decimals) as last_digit,
    l.amount_usd
from placed as l
left join main_periods as m using (invoice_id)
