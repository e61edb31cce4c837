-- How far each SKU is known: its newest price, what counts its usage, by which kinds of the tenant
-- map it is divided, whether an invoice line of it is known, and its traps.
-- grain: sku
-- column counted_by: What counts the usage: graphql, rest, feed, logs, subscriptions or nothing
-- column owned_by: Kinds of the tenant map that divide the usage, as a list; null where none does
-- column units: Unit in the plural, for people
with counted as (
    select
        sku,
        if(bool_or(dataset is not null), 'graphql', 'rest') as counted_by,
        list_distinct(flatten(list(owned_by) filter (where owned_by is not null))) as owned_by
    from report.price_meters
    group by sku
),
worded as (
    select sku, count(*) as wordings
    from ref.invoice_wordings
    group by sku
),
trapped as (
    select sku, count(*) as traps
    from ref.traps
    group by sku
)
select
    k.sku,
    k.product,
    k.name,
    k.unit,
    replace(plural_unit(2, k.unit), '_', ' ') as units,
    h.says as newest_price,
    h.grade,
    case
        when c.sku is not null then c.counted_by
        when h.aggregation = 'flat' then 'subscriptions'
        else coalesce(u.counted_by, 'nothing')
    end as counted_by,
    nullif(list_sort(coalesce(c.owned_by, [])), []) as owned_by,
    coalesce(w.wordings, 0) as wordings,
    coalesce(t.traps, 0) as traps
from ref.skus as k
left join report.price_history as h on h.sku = k.sku and h.is_newest
left join counted as c on c.sku = k.sku
left join worded as w on w.sku = k.sku
left join trapped as t on t.sku = k.sku
left join ref.unmetered_reasons as u on u.sku = k.sku
