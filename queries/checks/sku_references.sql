-- Names in the reference tables that refer to nothing. A SKU without a price is not a problem: a
-- person's own price book may have fewer SKUs, and usage of the others is `unpriced`.
-- grain: relation, name, problem
with dangling as (
    select 'ref.price_book' as relation, sku as name, 'there is no such SKU in ref.skus' as problem
    from ref.price_book
    where sku not in (select sku from ref.skus)
    union all
    select 'ref.sku_meters', sku, 'there is no such SKU in ref.skus'
    from ref.sku_meters
    where sku not in (select sku from ref.skus)
    union all
    select 'ref.sku_meters', meter, 'there is no such meter in ref.meters'
    from ref.sku_meters
    where meter not in (select meter from ref.meters)
    union all
    select 'ref.meters', meter, 'no list in ref.rest_lists has the name of its field'
    from ref.meters
    where dataset is null and field not in (select name from ref.rest_lists)
    union all
    select 'ref.invoice_wordings', wording, 'it has no known SKU'
    from ref.invoice_wordings
    where sku is null or sku not in (select sku from ref.skus)
    union all
    select 'ref.invoice_wordings', wording, 'the line shape is not a known word'
    from ref.invoice_wordings
    where line_shape is null
        or line_shape not in ('block', 'unit', 'scaled', 'tier', 'subscription')
    union all
    select 'ref.plans', plan, 'it has no known SKU'
    from ref.plans
    where sku is not null and sku not in (select sku from ref.skus)
    union all
    select 'ref.free_limits', sku, 'there is no such SKU in ref.skus'
    from ref.free_limits
    where sku not in (select sku from ref.skus)
    union all
    select 'ref.allowance_pools', sku, 'there is no such SKU in ref.skus'
    from ref.allowance_pools
    where sku not in (select sku from ref.skus)
    union all
    select 'ref.dataset_siblings', dataset, 'there is no such dataset in ref.datasets'
    from ref.dataset_siblings
    where dataset not in (select dataset from ref.datasets)
    union all
    select 'ref.dataset_siblings', sibling_meter, 'there is no such meter in ref.meters'
    from ref.dataset_siblings
    where sibling_meter not in (select meter from ref.meters)
    union all
    select 'ref.successors', n, 'there is no such SKU in ref.skus'
    from (select unnest([sku, successor]) as n from ref.successors)
    where n not in (select sku from ref.skus)
    union all
    select 'ref.feed_metrics', metric, 'it has no known SKU'
    from ref.feed_metrics
    where sku is null or sku not in (select sku from ref.skus)
    union all
    select 'ref.listed_skus', sku, 'there is no such SKU in ref.skus'
    from ref.listed_skus
    where sku not in (select sku from ref.skus)
    union all
    select 'ref.implied_skus', n, 'there is no such SKU in ref.skus'
    from (select unnest([used_sku, sku]) as n from ref.implied_skus)
    where n not in (select sku from ref.skus)
    union all
    select 'ref.traps', sku, 'there is no such SKU in ref.skus'
    from ref.traps
    where sku not in (select sku from ref.skus)
    union all
    select 'ref.unmetered_reasons', sku, 'there is no such SKU in ref.skus'
    from ref.unmetered_reasons
    where sku not in (select sku from ref.skus)
)
select relation, name, printf('%s, %s: %s', relation, coalesce(name, '?'), problem) as problem
from dangling
