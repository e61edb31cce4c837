-- Why no analytics of the account count a SKU, and what else can: the billable-usage feed (`feed`),
-- exported logs (`logs`), another API of the account (`rest`), or nothing.
-- grain: sku
-- kind: declaration
select
    null::varchar as sku,
    null::varchar as says,
    null::varchar as counted_by,
    null::varchar as source_url
where false
