-- The duration that the analytics give beside the one that active time makes at the billed memory,
-- by account and period: they should be the same but for the last digits of a float.
-- grain: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
select
    d.account,
    d.period_id,
    d.given_gb_s,
    ratio_9(d.active_us * s.memory_mb, s.mb_per_gb * 1000000) as counted_gb_s
from usage.duration_totals as d
join params.scenarios as s on s.scenario = 'base'
