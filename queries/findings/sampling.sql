-- Charges whose usage is only known between two bounds, because of sampling or logs: what the low
-- and the high end would cost, or that both cost the same.
-- grain: account, period_id, sku
with logged as (
    select distinct s.account, s.period_id, k.sku
    from usage.meter_sources as s
    join ref.sku_meters as k using (meter)
    where s.source = 'logs'
),
ends as (
    select
        i.*,
        c.amount_usd,
        k.name,
        case when l.sku is null then 'was sampled' else 'is counted by logs alone' end as reason,
        case when l.sku is null then 'sampling' else 'what logs cannot know' end as unknown,
        case when l.sku is null then 'interval' else 'band' end as range_name
    from rating.charge_intervals as i
    join params.selection using (scenario)
    join rating.charges as c using (account, period_id, scenario, sku)
    join ref.skus as k using (sku)
    left join logged as l
        on l.account = i.account and l.period_id = i.period_id and l.sku = i.sku
)
select
    account,
    period_id,
    sku,
    (high_usd - low_usd)::decimal(38, 2) as usd,
    case
        when low_usd = high_usd then printf(
            '%s %s: $%s for sure, at either end of the %s.', name, reason, low_usd::varchar,
            range_name
        )
        else printf(
            '%s %s: $%s or $%s depending on %s, the estimate gives $%s.', name, reason,
            low_usd::varchar, high_usd::varchar, unknown, amount_usd::varchar
        )
    end as says
from ends
