-- Which billing period a run looks ahead in, and as of which day: days before it count as known.
-- Without a row it is the newest period with usage, as of the day of the clock. `worth_usd` is what
-- a change of level must cost a month to be an alarm, where a run says so.
-- grain: account, period_id
-- kind: declaration
select
    null::varchar as account,
    null::varchar as period_id,
    null::date as as_on,
    null::decimal(38, 2) as worth_usd
where false
