-- Usage of an unknown type, how it was billed, and on which SKU. If no line contains it, it is
-- shown with the first SKU of its product.
-- grain: account, period_id, meter, invocation_type
select
    account,
    period_id,
    meter,
    invocation_type,
    coalesce(m.sku, 'kv.reads') as sku,
    0::decimal(38, 2) as usd,
    printf(
        case meter
            when 'r2.unknown_operations'
                then '%s R2 operation(s) of the unknown kind "%s" were billed as class A.'
            when 'kv.unknown_operations'
                then '%s KV operation(s) of the unknown kind "%s" are in no line.'
            when 'cache_reserve.unknown_operations'
                then '%s Cache Reserve operation(s) of unknown class "%s" were billed as class A.'
            when 'vectorize.unknown_queried_dimensions' then '%s dimension(s) of Vectorize queries '
                || 'with the unknown status "%s" were billed as answered.'
            else '%s Durable Object invocation(s) of the unknown type "%s" were billed one to one.'
        end,
        grouped_digits(requests),
        invocation_type
    ) as says
from usage.unknown_types
left join ref.sku_meters as m using (meter)
