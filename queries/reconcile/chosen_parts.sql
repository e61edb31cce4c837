-- Each tenant's part of a line in a period with allocation policies, predicted and invoiced, by the
-- component that it is a part of.
-- grain: account, period_id, line_key, tenant, component
-- kind: table
-- empty without: params.policies
-- column invoiced_usd: Part of the tenant in the invoiced amount; null without an invoice [USD]
-- column predicted_usd: Part of the tenant in the predicted amount [USD]
select
    account,
    period_id,
    line_key,
    any_value(sku) as sku,
    tenant,
    component,
    cents_to_usd(coalesce(sum(cents) filter (where basis = 'predicted'), 0)) as predicted_usd,
    case when any_value(s.invoices) > 0 then cents_to_usd(
        coalesce(sum(cents) filter (where basis = 'invoiced'), 0)
    ) end as invoiced_usd
from reconcile.policy_parts
left join reconcile.statements as s using (account, period_id)
where plan = 'chosen' and not is_passed_on
    and (account, period_id) in (select (account, period_id) from params.policies)
group by account, period_id, line_key, tenant, component
