-- A price that an estimate is compared with: another way to run the same workload.
-- grain: account, name
-- kind: declaration
select
    null::varchar as account,
    null::varchar as name,
    null::varchar as usd_per_month,
    null::varchar as usd_per_object
where false
