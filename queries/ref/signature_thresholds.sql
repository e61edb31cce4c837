-- Further thresholds of signatures, beside those that ref.signatures has.
-- grain: threshold
-- kind: declaration
select null::varchar as threshold, null::hugeint as value, null::varchar as says
where false
