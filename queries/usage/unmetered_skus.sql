-- SKUs of which there is usage that nothing rates yet, and no other source: known to be in use,
-- never zero.
-- grain: account, period_id, sku
select p.account, p.period_id, unnest([
    'workers_for_platforms.requests', 'workers_for_platforms.cpu_ms'
]) as sku
from usage.platform_totals as p
