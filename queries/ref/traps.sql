-- What goes wrong where a SKU is metered, predicted or read on an invoice, a sentence each, with
-- how well it is known and where it stands.
-- grain: sku, says
-- kind: declaration
select
    null::varchar as sku,
    null::varchar as says,
    null::varchar as grade,
    null::varchar as source_url
where false
