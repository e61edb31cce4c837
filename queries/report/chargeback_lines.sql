-- Each tenant's part of each line of a statement, with quantity, unit, price and how it came about,
-- so that the tenant can check it. `says` names the whole of which it is a part. `says_alone` names
-- nothing that belongs to other tenants.
-- grain: account, period_id, tenant, line_key
with parts as (
    select
        l.account,
        l.period_id,
        l.tenant,
        any_value(t.tenant_rank) as tenant_rank,
        l.line_key,
        any_value(l.sku) as sku,
        sum(l.predicted_usd)::decimal(38, 2) as predicted_usd,
        sum(l.invoiced_usd)::decimal(38, 2) as invoiced_usd
    from reconcile.tenant_lines as l
    join report.chargeback_tenants as t using (account, period_id, tenant)
    group by l.account, l.period_id, l.tenant, l.line_key
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
    tenant_rank,
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
    price_says,
    currency,
    predicted_usd,
    invoiced_usd,
    (invoiced_usd - predicted_usd)::decimal(38, 2) as variance_usd,
    usd,
    usage_percent,
    invoice_numbers,
    case
        when quantity > 0 then printf('%s of %s %s is %s %%: that part of %s is %s.',
            short_digits(quantity), short_digits(line_quantity), unit, percent_words(usage_percent),
            grouped_dollars(line_usd), grouped_dollars(usd))
        when is_divided
            then printf('No use of it: no part of %s by use.', grouped_dollars(line_usd))
        else printf('No usage divides %s, so it belongs to no tenant.', grouped_dollars(line_usd))
    end as says,
    case
        when quantity > 0 then printf('%s %s at %s', short_digits(quantity), unit,
            coalesce(price_says, 'several prices'))
        else 'not divided by use'
    end as says_alone
from named
