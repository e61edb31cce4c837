-- Names by which several products are asked for together, and newer names of one: Basin has been
-- the name of Pipelines, R2 Data Catalog and R2 SQL since 2026-10-01. A product is the first part
-- of the name of its SKUs.
-- grain: product_group, product
-- kind: declaration
-- see: https://developers.cloudflare.com/basin/platform/pricing/
select
    null::varchar as product_group,
    null::varchar as product
where false
