-- Usage that counts as the rest because its region or format is not known, and how it was billed.
-- grain: account, period_id, sku, named
select
    u.account,
    u.period_id,
    k.sku,
    u.named,
    0::decimal(38, 2) as usd,
    case u.meter
        when 'containers.egress_other_bytes' then printf(
            '%s byte(s) that Containers sent from the unknown region "%s" were billed as from '
                || 'everywhere else.',
            u.total::varchar, u.named
        )
        else printf(
            '%s byte(s) of the sink %s were billed as Parquet: its format is %s.',
            u.total::varchar, u.named, coalesce('"' || u.value || '"', 'not known')
        )
    end as says
from usage.unknown_values as u
join ref.sku_meters as k using (meter)
