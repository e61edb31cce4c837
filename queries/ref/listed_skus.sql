-- What a list of an account shows to be in use: the SKUs that things of a kind are billed by, where
-- a subscription is of the kind of its own SKU, and what one such thing is called. What needs more
-- than the thing itself, such as infrequent access of a bucket, is not named.
-- grain: kind, sku
-- kind: declaration
select
    null::varchar as kind,
    null::varchar as sku,
    null::varchar as noun,
    null::varchar as source_url
where false
