-- Which billing period a run forecasts, and as of which day: days before that day count as known.
-- Without a day it is the day of the clock. `worth_usd` is the monthly cost from which a change of
-- level is an alarm, if the run states it. A published database has no row here, and so none in
-- `foresight`: the commands that forecast compute those tables in memory.
-- grain: account, period_id
-- kind: declaration
select
    null::varchar as account,
    null::varchar as period_id,
    null::date as as_on,
    null::decimal(38, 2) as worth_usd
where false
