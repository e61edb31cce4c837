-- A price beside which an estimate is laid: another way to run the same thing.
-- grain: account, name
-- kind: declaration
select
    null::varchar as account,
    null::varchar as name,
    null::varchar as usd_per_month,
    null::varchar as usd_per_object
where false
