-- The one scenario that allocation, reconcile and report carry, and the tolerance of a line: as a
-- share of what was predicted and in dollars, either of which clears it.
-- grain: scenario
-- kind: declaration
select
    null::varchar as scenario,
    null::decimal(9, 6) as tolerance_ratio,
    null::decimal(38, 2) as tolerance_usd
where false
