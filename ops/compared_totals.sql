-- Sums of closes beside those of what was computed again.
-- grain: account, period_id, version
select
    account,
    period_id,
    version,
    sum(frozen_predicted_usd)::decimal(38, 2) as frozen_predicted_usd,
    sum(predicted_usd)::decimal(38, 2) as predicted_usd,
    sum(change_usd)::decimal(38, 2) as change_usd,
    count(*) filter (where change_usd <> 0) as changed_lines
from compared_lines
group by account, period_id, version
