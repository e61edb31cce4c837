-- Each tenant's part of each line of a statement, with quantity, unit, price and how it came about,
-- so that the tenant can check it. `says` names the whole of which it is a part. `says_alone` names
-- nothing that belongs to other tenants.
-- grain: account, period_id, tenant, line_key
with parts as (
    select
        account,
        period_id,
        tenant,
        line_key,
        any_value(sku) as sku,
        sum(predicted_usd)::decimal(38, 2) as predicted_usd,
        sum(invoiced_usd)::decimal(38, 2) as invoiced_usd
    from reconcile.tenant_lines
    group by account, period_id, tenant, line_key
),
denominators as (
    select d.*
    from rating.denominators as d
    join params.selection using (scenario)
),
weighed as (
    select
        p.*,
        s.* exclude (account, period_id, line_key, sku, predicted_usd, invoiced_usd, usd, unit,
            quantity),
        coalesce(p.invoiced_usd, p.predicted_usd) as usd,
        s.usd as line_usd,
        ratio_9(w.weight, d.denominator)::decimal(28, 9) as quantity,
        ratio_9(t.weights, d.denominator)::decimal(28, 9) as line_quantity,
        ratio_9(w.weight * 100, t.weights)::decimal(28, 9) as usage_percent,
        t.weights is not null as is_divided,
        k.unit as one_unit
    from parts as p
    join report.chargeback_statement as s using (account, period_id, line_key)
    left join allocation.weight_totals as t
        on t.account = p.account and t.period_id = p.period_id and t.sku = p.sku
    left join allocation.weights as w
        on w.account = p.account and w.period_id = p.period_id and w.sku = p.sku
        and w.tenant = p.tenant
    left join denominators as d
        on d.account = p.account and d.period_id = p.period_id and d.sku = p.sku
    left join ref.skus as k on k.sku = p.sku
),
named as (
    select *, replace(plural_unit(quantity, one_unit), '_', ' ') as unit
    from weighed
)
select
    account,
    period_id,
    tenant,
    line_number,
    line_key,
    sku,
    product,
    name,
    quantity,
    unit,
    price_usd,
    per_quantity,
    currency,
    predicted_usd,
    invoiced_usd,
    (invoiced_usd - predicted_usd)::decimal(38, 2) as variance_usd,
    usd,
    usage_percent,
    invoice_numbers,
    case
        when quantity > 0 then printf('%s of %s %s is %s %%: that part of %s is %s.',
            grouped_digits(quantity), grouped_digits(line_quantity), unit,
            plain_digits(usage_percent), dollars(line_usd), dollars(usd))
        when is_divided then printf('No use of it, so no part of %s by use.', dollars(line_usd))
        else printf('No usage divides %s, so it belongs to no tenant.', dollars(line_usd))
    end as says,
    case
        when quantity > 0 then printf('%s %s. Cloudflare asks %s; the allowance and whole blocks'
            || ' are shared by use, and %s is your part.', grouped_digits(quantity), unit,
            coalesce(printf('%s per %s', unit_dollars(price_usd), grouped_digits(per_quantity)),
                'several prices'), dollars(usd))
        else printf('%s is your part.', dollars(usd))
    end as says_alone
from named
