-- The one scenario that allocation, reconcile and report use, and the tolerance of a line. The
-- tolerance is a share of the prediction and an amount in dollars. A line passes if it is within
-- either.
-- grain: scenario
-- kind: declaration
select
    null::varchar as scenario,
    null::decimal(9, 6) as tolerance_ratio,
    null::decimal(38, 2) as tolerance_usd
where false
