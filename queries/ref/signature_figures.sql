-- Which meters and observations a signature reads. The `measured` figures are compared with those
-- in the role `per`, and are told of no day on which these are unknown; those that are `added` to
-- them may be. A signature that compares a ratio has one `measured` figure. Without the
-- behaviour the usage of its `spared` meters would not exist, or else the `measured` part of the
-- sum of its `part_of` meters, less what is `kept`. `spared_sku` names a SKU without meters.
-- `stored` and `used` recognise storage that nobody uses.
-- grain: signature, role, figure
-- kind: declaration
select null::varchar as signature, null::varchar as role, null::varchar as figure
where false
