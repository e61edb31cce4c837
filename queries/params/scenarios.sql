-- A reading of the billing rules, as a row of switches. `base` is how invoices are really computed;
-- a run may add others. A scenario may be a bound of another one. Then it rates the low or high end
-- of sampled usage, or the usage plus what suspect days may have lost.
-- grain: scenario
-- kind: declaration
-- column allowance: Whether the allowance is subtracted: included or none, a switch
-- column rounding: How usage over the allowance is counted: block, pro_rata or floor, a switch
-- column scenario: Name of the reading; base counts as invoices do
select
    null::varchar as scenario,
    null::hugeint as ws_ratio,
    null::hugeint as memory_mb,
    null::hugeint as mb_per_gb,
    null::hugeint as bytes_per_gb,
    null::varchar as gb_month_days,
    null::varchar as rounding,
    null::varchar as allowance,
    null::varchar as neurons_allowance,
    null::varchar as idle_hibernatable,
    null::varchar as platform_requests,
    null::varchar as compaction_bytes,
    null::varchar as sql_minimum,
    null::varchar as vectorize_storage,
    null::varchar as dynamic_workers,
    null::varchar as bound,
    null::varchar as bound_of
where false
