-- Each tenant's part of each line of a statement, with quantity, unit, price and how it came
-- about, so that the tenant can check it. The amount is the quantity at the effective price: the
-- list price less what the allowance covers, plus what whole blocks add. `says` names the whole
-- that is divided. `says_alone` names nothing that belongs to other tenants.
-- grain: account, period_id, tenant, line_key, component
-- column predicted_usd: Part of the tenant in the predicted amount; 0.00 where nothing predicts the
-- column predicted_usd: line [USD]
-- column price_usd: List price of one block, else the printed one; null where there is none [USD]
-- column says: How the amount comes about, with the whole of which it is a part
with parts as (
    select l.account, l.period_id, l.tenant, any_value(t.tenant_rank) as tenant_rank, l.line_key,
        l.component, any_value(l.sku) as sku,
        sum(l.predicted_usd)::decimal(38, 2) as predicted_usd,
        sum(l.invoiced_usd)::decimal(38, 2) as invoiced_usd
    from reconcile.tenant_lines as l
    join report.chargeback_tenants as t using (account, period_id, tenant)
    group by l.account, l.period_id, l.tenant, l.line_key, l.component
),
-- What people chose. Without a choice a line is divided by use, whole.
policies as (
    select p.*
    from allocation.sku_policies as p
    semi join params.policies using (account, period_id)
    where p.plan = 'chosen'
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
        y.policy,
        k.unit as one_unit
    from parts as p
    left join report.chargeback_statement as s using (account, period_id, line_key)
    left join policies as y
        on y.account = p.account and y.period_id = p.period_id and y.sku = p.sku
    left join allocation.weight_totals as t
        on t.account = p.account and t.period_id = p.period_id and t.sku = p.sku
    left join allocation.weights as w
        on w.account = p.account and w.period_id = p.period_id and w.sku = p.sku
        and w.tenant = if(p.component = 'usage', p.tenant, null)
    left join params.selection on true
    left join rating.denominators as d
        on d.account = p.account and d.period_id = p.period_id and d.sku = p.sku
        and d.scenario = selection.scenario
    left join ref.skus as k on k.sku = p.sku
),
named as (
    select *, replace(plural_unit(quantity, one_unit), '_', ' ') as unit,
        case when quantity > 0 then effective_price(usd, quantity, coalesce(per_quantity, 1)) end
            as effective_price_usd
    from weighed
)
select
    account, period_id, tenant_rank, tenant, line_number, line_key, sku, component,
    coalesce(product, 'Other') as product,
    coalesce(name, case when component in ('tax', 'credit')
        then substr(line_key, instr(line_key, ': ') + 2) else line_key end) as name,
    quantity,
    unit,
    price_usd,
    per_quantity,
    price_says,
    effective_price_usd,
    'USD' as currency,
    predicted_usd,
    invoiced_usd,
    (invoiced_usd - predicted_usd)::decimal(38, 2) as variance_usd,
    usd,
    usage_percent,
    invoice_numbers,
    case
        when component not in ('usage', 'flat', 'unattributed') then printf(
            'Its part of the %s is %s.', replace(component, '_', ' '), grouped_dollars(usd))
        when quantity > 0 and policy is not null then printf('%s of %s %s is %s %%. By the policy '
            || '%s its part of %s is %s.', grouped_digits(quantity), grouped_digits(line_quantity),
            unit, percent_words(usage_percent), replace(policy, '_', ' '),
            grouped_dollars(line_usd), grouped_dollars(usd))
        when quantity > 0 then printf('%s of %s %s is %s %%: that part of %s is %s.',
            grouped_digits(quantity), grouped_digits(line_quantity), unit,
            percent_words(usage_percent), grouped_dollars(line_usd), grouped_dollars(usd))
        when is_divided
            then printf('Its part of %s is %s.', grouped_dollars(line_usd), grouped_dollars(usd))
        when tenant = 'unattributed'
            then printf('No usage divides %s, so it belongs to no tenant.', grouped_dollars(usd))
        else printf('Its part is %s.', grouped_dollars(usd))
    end as says,
    case
        when quantity > 0 then used_at_words(quantity, unit, price_usd, price_says,
            effective_price_usd, per_quantity, one_unit)
        when component not in ('usage', 'unattributed') then replace(component, '_', ' ')
        else 'not divided by use'
    end as says_alone
from named
