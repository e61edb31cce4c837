-- What each figure of a dataset is: the table and column that hold it, the meter that counts it and
-- in which rows, and the SKUs that it is billed as.
-- grain: dataset, field, meter
-- column meter: Meter that counts the figure; null where none does
-- column says: What the figure is, in words
-- column skus: SKUs that the meter counts for, separated by commas; null where none
-- column source_url: Page on when and how the dataset has its rows
with conditions as (
    select
        meter,
        string_agg(printf(
            '%s %s %s', dimension, replace(operator, '_', ' '),
            case when choices is null then '(empty)' else replace(choices, '|', ', ') end
        ), ' and ' order by dimension) as counted_where
    from ref.meter_conditions
    group by meter
),
skus as (
    select meter, string_agg(distinct sku, ', ' order by sku) as skus
    from ref.sku_meters
    group by meter
)
select
    f.dataset,
    f.field,
    'staging.' || d.relation as relation,
    f.column_name,
    f.says,
    m.meter,
    m.unit,
    m.aggregate,
    c.counted_where,
    s.skus,
    d.missing_row,
    d.arrives_within_minutes,
    d.source_url
from ref.dataset_fields as f
join ref.datasets as d using (dataset)
left join ref.meters as m on m.dataset = f.dataset and m.field = f.field
left join conditions as c on c.meter = m.meter
left join skus as s on s.meter = m.meter
