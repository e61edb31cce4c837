-- Dollars by the resource whose usage caused them: each tenant's part of a line (invoiced, else
-- predicted), divided by the usage of its resources, to the cent. Kind, name and namespace are as
-- the tenant map writes them. Usage without a resource is of the kind `account`. Charges without
-- usage, such as the plan, are of no resource. What policies divide of usage without a tenant stays
-- with the resources that caused it.
-- grain: account, period_id, tenant, sku, resource_key, script
-- column kind: Kind by which the tenant map may name the resource; account where usage names none
-- column namespace: Namespace that narrows the resource in a tenant map; null where none is needed
with usages as (
    select
        m.account,
        m.period_id,
        m.tenant,
        n.sku,
        m.resource_key,
        m.script,
        sum(m.total * n.numerator)::hugeint as weight
    from usage.owned_meters as m
    join allocation.numerators as n using (account, period_id, meter)
    where m.period_id is not null
    group by all
    having sum(m.total * n.numerator) > 0
),
amounts as (
    select
        account,
        period_id,
        if(component = 'unattributed', component, tenant) as owner,
        sku,
        usd_to_cents(sum(coalesce(invoiced_usd, predicted_usd))) as cents
    from reconcile.tenant_lines
    group by account, period_id, owner, sku
),
quotas as (
    select
        u.*,
        a.cents,
        quota_base(a.cents, u.weight, sum(u.weight) over same_line) as base,
        quota_rest(a.cents, u.weight, sum(u.weight) over same_line) as rest
    from usages as u
    join amounts as a
        on a.account = u.account and a.period_id = u.period_id and a.owner = u.tenant
        and a.sku = u.sku
    window same_line as (partition by u.account, u.period_id, u.tenant, u.sku)
),
dealt as (
    select
        *,
        cents_to_usd(quota_dealt(
            cents,
            base,
            sum(base) over same_line,
            row_number() over (same_line order by rest desc, resource_key, script)
        ))::decimal(38, 2) as usd
    from quotas
    window same_line as (partition by account, period_id, tenant, sku)
)
select
    d.account,
    d.period_id,
    d.tenant,
    d.sku,
    d.resource_key,
    d.script,
    case
        when r.object_name is not null then 'object_name'
        when r.object_id is not null then 'object_id'
        when r.namespace_id is not null then 'namespace'
        when r.kind = 'dispatch_namespace' and r.script is not null then 'dispatch_script'
        when r.kind is not null then r.kind
        when coalesce(r.script, d.script) is not null then 'script'
        else 'account'
    end as kind,
    coalesce(
        r.object_name, r.object_id, r.namespace_name, r.namespace_id,
        if(r.kind = 'dispatch_namespace', r.script, null),
        r.resource_name, r.resource_id, r.script, d.script
    ) as resource,
    coalesce(
        if(r.object_id is null, null, coalesce(r.namespace_name, r.namespace_id)),
        if(r.kind = 'dispatch_namespace' and r.script is not null, r.resource_id, null)
    ) as namespace,
    d.usd
from dealt as d
left join usage.resources as r using (resource_key)
