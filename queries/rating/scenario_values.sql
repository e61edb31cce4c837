-- The numeric switches of each scenario, a row per switch. A GB-month has 30 days, or as many as
-- the period, by the scenario. A mean over the period is divided by its days.
-- grain: account, period_id, scenario, switch
-- kind: table
-- column value: Number that the switch has [count]
with pairs as (
    select p.account, p.period_id, (p.ends_on - p.starts_on)::hugeint as days, s.*
    from params.periods as p
    cross join params.scenarios as s
)
select account, period_id, scenario, 'ws_ratio' as switch, ws_ratio as value from pairs
union all
select account, period_id, scenario, 'memory_mb', memory_mb from pairs
union all
select account, period_id, scenario, 'mb_per_gb', mb_per_gb from pairs
union all
select account, period_id, scenario, 'bytes_per_gb', bytes_per_gb from pairs
union all
select
    account,
    period_id,
    scenario,
    'gb_month_days',
    case when gb_month_days = 'period' then days else gb_month_days::hugeint end
from pairs
union all
select account, period_id, scenario, 'period_days', days from pairs
