-- The names of the datasets whose answers count a SKU, separated by commas.
-- grain: sku
select k.sku, string_agg(distinct m.dataset, ', ' order by m.dataset) as datasets
from ref.sku_meters as k
join ref.meters as m using (meter)
where m.dataset is not null
group by k.sku
