-- How much one unit of a meter adds to a SKU's numerator, for each scenario. Twenty WebSocket
-- messages are one request (20:1): a message adds 1, any other request adds 20. The 20 is
-- `ws_ratio` of params/scenarios.csv. A microsecond of activity adds 128 (MB).
-- grain: account, period_id, scenario, sku, meter
-- kind: table
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
-- column meter: Meter that may count for the SKU, as product.meter
-- column numerator: What one unit of the meter adds to the numerator of the SKU; 0 where a switch
-- column numerator: leaves it out [count]
with pairs as (
    select p.account, p.period_id, s.scenario, m.*, case m.only_switch
            when 'idle_hibernatable' then s.idle_hibernatable
            when 'platform_requests' then s.platform_requests
            when 'compaction_bytes' then s.compaction_bytes
            when 'sql_minimum' then s.sql_minimum
            when 'vectorize_storage' then s.vectorize_storage
            when 'dynamic_workers' then s.dynamic_workers
        end as switched
    from params.periods as p
    cross join params.scenarios as s
    cross join ref.sku_meters as m
)
select
    m.account,
    m.period_id,
    m.scenario,
    m.sku,
    m.meter,
    case
        when m.switched <> m.only_value then 0
        else m.numerator * coalesce(v.value, 1)
    end as numerator
from pairs as m
left join rating.scenario_values as v
    on v.account = m.account and v.period_id = m.period_id
    and v.scenario = m.scenario and v.switch = m.numerator_switch
