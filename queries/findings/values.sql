-- Usage with a value of a dimension that no rule knows, and how it was billed, or that it was not
-- billed.
-- grain: account, period_id, sku, named
select
    u.account,
    u.period_id,
    k.sku,
    u.named,
    0::decimal(38, 2) as usd,
    case
        when u.meter = 'pipelines.sink_parquet_bytes' then printf(
            '%s byte(s) of the sink %s were billed as Parquet: its format is %s.',
            u.total::varchar, u.named, coalesce('"' || u.value || '"', 'not known')
        )
        else printf(
            case u.meter
                when 'containers.egress_other_bytes'
                    then '%s byte(s) that Containers sent from the unknown region "%s" were billed '
                        || 'as from everywhere else.'
                when 'r2.class_a'
                    then '%s R2 operation(s) of the unknown storage class "%s" were billed as '
                        || 'Standard.'
                when 'r2.payload_byte_days'
                    then '%s byte-day(s) of the unknown storage class "%s" were billed as Standard.'
                when 'artifacts.operations'
                    then '%s Artifacts event(s) of the unknown kind "%s" are in no line.'
                when 'email_service.emails'
                    then '%s email(s) of the unknown status "%s" are in no line.'
                else '%s file(s) of R2 Data Catalog jobs of the unknown type "%s" are in no line.'
            end,
            u.total::varchar,
            u.named
        )
    end as says
from usage.unknown_values as u
join ref.sku_meters as k using (meter)
