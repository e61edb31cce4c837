-- Lines of the forecast statement, usage and flat charges, numbered in the order in which invoices
-- print them. A line without usage to date or in the forecast is left out. A line whose usage is
-- unknown stays.
-- grain: account, period_id, line_number
-- kind: table
-- empty without: params.as_of
with lines as (
    select account, period_id, sku, 'usage' as kind
    from foresight.lines
    where to_date_numerator > 0 or base_quantity > 0
        or (to_date_numerator is null and not is_forecast)
    union all
    select account, period_id, sku, 'flat' from foresight.flat_lines
)
select
    l.account,
    l.period_id,
    row_number() over (
        partition by l.account, l.period_id
        order by l.kind desc, coalesce(p.place, 1000), l.sku
    ) as line_number,
    l.sku,
    l.kind,
    k.name,
    k.unit
from lines as l
join ref.skus as k using (sku)
left join ref.invoice_places as p using (sku)
