-- Which billing period a run looks ahead in, and as of which day: days before it count as known.
-- Without a day it is that of the clock. `worth_usd` is what a change of level must cost a month to
-- be an alarm, where a run says so. In a published database there is no row, and so none in
-- `foresight`: commands that look ahead compute it in memory.
-- grain: account, period_id
-- kind: declaration
select
    null::varchar as account,
    null::varchar as period_id,
    null::date as as_on,
    null::decimal(38, 2) as worth_usd
where false
