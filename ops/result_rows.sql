-- What a close froze, one text per row. The digest of the results is computed from these texts in
-- sorted order.
-- grain: account, period_id, version, result
select
    account,
    period_id,
    version,
    concat_ws('|', 'line', line_key, sku, predicted_quantity::varchar, invoiced_quantity::varchar,
        'predicted ' || predicted_usd::varchar, 'invoiced ' || invoiced_usd::varchar, status)
        as result
from ops.close_lines
union all
select account, period_id, version,
    concat_ws('|', 'tenant', tenant, 'predicted ' || predicted_usd::varchar,
        'invoiced ' || invoiced_usd::varchar)
from ops.close_tenants
