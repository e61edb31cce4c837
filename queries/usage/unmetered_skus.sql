-- SKUs known to be in use that nothing predicts: usage that nothing rates yet, and what the answers
-- should say and do not. Never zero.
-- grain: account, period_id, sku
select p.account, p.period_id, unnest([
    'workers_for_platforms.requests', 'workers_for_platforms.cpu_ms'
]) as sku
from usage.platform_totals as p
union
select account, period_id, sku from usage.unknown_skus
