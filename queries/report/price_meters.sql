-- What counts a SKU: each meter with its dataset and field, or the list that counts it, the
-- dimensions that it is counted by, the rows that it counts, the switch on which it depends, and
-- the kinds of the tenant map that divide it.
-- grain: sku, meter
with conditions as (
    select
        meter,
        string_agg(printf(
            '%s %s %s', dimension,
            case operator when 'not_in' then 'is not' else 'is' end,
            case when choices is null then '(empty)' else replace(choices, '|', ', ') end
        ), ' and ' order by dimension) as counted_where
    from ref.meter_conditions
    group by meter
),
owners as (
    select
        dataset,
        string_agg(dimension, ', ' order by dimension) filter (where is_key) as counted_by,
        list(distinct kind order by kind) filter (where kind is not null) as owned_by
    from ref.dataset_dimensions
    group by dataset
)
select
    k.sku,
    k.meter,
    m.unit,
    m.dataset,
    m.field,
    m.says,
    o.counted_by,
    c.counted_where,
    k.only_switch,
    k.only_value,
    k.is_needed,
    o.owned_by,
    k.source_url
from ref.sku_meters as k
join ref.meters as m using (meter)
semi join ref.skus as s on s.sku = k.sku
left join conditions as c using (meter)
left join owners as o using (dataset)
where m.field is not null
