-- Which SKUs a list of an account shows to be in use: the SKUs that bill a thing of that kind, and
-- the word for one such thing. A subscription has the kind of its own SKU. SKUs that need more than
-- the thing itself, such as infrequent access of a bucket, are not here.
-- grain: kind, sku
-- kind: declaration
select
    null::varchar as kind,
    null::varchar as sku,
    null::varchar as noun,
    null::varchar as source_url
where false
