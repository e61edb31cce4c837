-- What counts a SKU: each meter with its dataset and field, or the list that counts it, the
-- dimensions that it is counted by, the rows that it counts, the switch on which it depends, and
-- the kinds of the tenant map that divide it. A dimension that is empty divides nothing.
-- grain: sku, meter
-- column counted_by: Dimensions by which usage is counted; null where none divides it
-- column owned_by: Kinds of the tenant map that divide the usage, as a list; null where none does
-- column says: What the meter counts, in words
with conditions as (
    select
        meter,
        string_agg(printf(
            '%s %s %s', dimension,
            case operator when 'not_in' then 'is not' else 'is' end,
            regexp_replace(replace(coalesce(choices, ''), '|', ', '), '(^|, )$', '\1(empty)')
        ), ' and ' order by dimension) as counted_where
    from ref.meter_conditions
    group by meter
),
owners as (
    select
        m.meter,
        string_agg(d.dimension, ', ' order by d.dimension)
            filter (where d.is_key and not d.is_on_request) as counted_by,
        list(distinct d.kind order by d.kind) filter (where d.kind is not null) as owned_by
    from ref.meters as m
    join ref.dataset_dimensions as d using (dataset)
    anti join ref.meter_conditions as e
        on e.meter = m.meter and e.dimension = d.dimension
        and e.operator = 'in' and e.choices is null
    group by m.meter
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
left join owners as o using (meter)
where m.field is not null
