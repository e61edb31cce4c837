-- What differs between a close and its period computed again, in words.
-- grain: account, period_id, version, place, name
select
    account,
    period_id,
    version,
    1 as place,
    line_key as name,
    printf('first difference: %s was predicted %s and invoiced %s at the close, and is predicted %s'
        || ' and invoiced %s', line, coalesce(dollars(frozen_predicted_usd), 'nothing'),
        coalesce(dollars(frozen_invoiced_usd), 'nothing'),
        coalesce(dollars(predicted_usd), 'nothing'), coalesce(dollars(invoiced_usd), 'nothing'))
        || if(frozen_predicted_quantity is distinct from predicted_quantity,
            printf(' (quantity %s, now %s)', coalesce(frozen_predicted_quantity::varchar, 'none'),
                coalesce(predicted_quantity::varchar, 'none')), '')
        || if(frozen_status is distinct from status,
            printf(' (status %s, now %s)', coalesce(frozen_status, 'none'),
                coalesce(status, 'none')), '')
        as says
from compared_lines
where frozen_predicted_usd is distinct from predicted_usd
    or frozen_invoiced_usd is distinct from invoiced_usd
    or frozen_predicted_quantity is distinct from predicted_quantity
    or frozen_invoiced_quantity is distinct from invoiced_quantity
    or frozen_status is distinct from status
union all
select
    account,
    period_id,
    version,
    2,
    tenant,
    printf('first difference: the tenant %s had %s of the prediction and %s of the invoice at the'
        || ' close, and has %s and %s', tenant, coalesce(dollars(frozen_predicted_usd), 'nothing'),
        coalesce(dollars(frozen_invoiced_usd), 'nothing'),
        coalesce(dollars(predicted_usd), 'nothing'), coalesce(dollars(invoiced_usd), 'nothing'))
from compared_tenants
where frozen_predicted_usd is distinct from predicted_usd
    or frozen_invoiced_usd is distinct from invoiced_usd
