-- Which meters and observations a signature reads: the `measured` ones are compared with those that
-- they count `per`; a signature that compares a ratio has one `measured` figure. Without the
-- behaviour the usage of its `spared` meters would not be there, or the `measured` part of what
-- its `part_of` meters count together. `spared_sku` is a SKU without meters. `stored` and `used`
-- tell storage that nobody uses.
-- grain: signature, role, figure
-- kind: declaration
select null::varchar as signature, null::varchar as role, null::varchar as figure
where false
