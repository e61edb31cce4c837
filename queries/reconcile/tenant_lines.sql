-- Each tenant's part of a statement line, predicted and invoiced. Both are split by the same
-- weights, and the parts add up to the line. What no tenant caused belongs to `unattributed`.
-- Without an invoice the invoiced amount is unknown, not $0.00. A line without a prediction has no
-- predicted parts. `component` says which part of the line it is. A period with allocation
-- policies is divided by those.
-- grain: account, period_id, line_key, tenant, component
-- kind: table
-- partition: account, period_id
-- column invoiced_usd: Part of the tenant in the invoiced amount; null without an invoice [USD]
-- column predicted_usd: Part of the tenant in the predicted amount; 0.00 where nothing predicts the
-- column predicted_usd: line [USD]
with lines as (
    select
        l.account,
        l.period_id,
        l.line_key,
        l.sku,
        l.predicted_usd is not null as is_predicted,
        case when s.invoices > 0 then coalesce(l.invoiced_usd, 0) end as invoiced_usd
    from reconcile.lines as l
    left join reconcile.statements as s using (account, period_id)
    anti join params.policies using (account, period_id)
    where l.predicted_usd is not null or s.invoices > 0
),
quotas as (
    select
        l.account,
        l.period_id,
        l.line_key,
        l.sku,
        l.is_predicted,
        w.tenant,
        usd_to_cents(l.invoiced_usd) as cents,
        quota_base(usd_to_cents(l.invoiced_usd), w.weight, t.weights) as base,
        quota_rest(usd_to_cents(l.invoiced_usd), w.weight, t.weights) as rest
    from lines as l
    join allocation.weights as w using (account, period_id, sku)
    join allocation.weight_totals as t using (account, period_id, sku)
),
rounded_parts as (
    select
        account,
        period_id,
        line_key,
        sku,
        is_predicted,
        tenant,
        'usage' as component,
        cents_to_usd(quota_dealt(
            cents,
            base,
            sum(base) over same_line,
            row_number() over (same_line order by rest desc, tenant)
        )) as invoiced_usd
    from quotas
    window same_line as (partition by account, period_id, line_key)
    union all
    select
        account,
        period_id,
        line_key,
        sku,
        is_predicted,
        'unattributed',
        if(sku in (select sku from ref.skus where unit = 'month'), 'flat', 'unattributed'),
        invoiced_usd::decimal(38, 2)
    from lines
    anti join allocation.weight_totals using (account, period_id, sku)
)
select
    d.account,
    d.period_id,
    d.line_key,
    d.sku,
    d.tenant,
    d.component,
    case when d.is_predicted then coalesce(t.amount_usd, 0) else 0 end::decimal(38, 2)
        as predicted_usd,
    d.invoiced_usd
from rounded_parts as d
left join allocation.tenant_charges as t
    on t.account = d.account and t.period_id = d.period_id and t.sku = d.sku
    and t.tenant = d.tenant
union all
select account, period_id, line_key, sku, tenant, component, predicted_usd, invoiced_usd
from reconcile.chosen_parts
