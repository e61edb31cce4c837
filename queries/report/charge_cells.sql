-- Each tenant's part of a charge, in cents. A tenant's parts of all charges of a statement line
-- add up to its part of that line. Where several invoices print the line, all charges but the last
-- are divided like the tenants' parts, and the last charge has the rest of each tenant.
-- grain: account, origin_id, tenant
-- column cents: Part of the tenant in the charge; credits are negative [cents]
-- column is_first: Whether it is the first charge of its statement line, with which metered usage
-- column is_first: is shown
with parts as (
    select account, period_id as statement_id, line_key, tenant,
        usd_to_cents(sum(predicted_usd)) as predicted,
        usd_to_cents(sum(invoiced_usd)) as invoiced
    from reconcile.tenant_lines
    group by all
),
origins as (
    select *, usd_to_cents(amount_usd) as cents,
        row_number() over same_line as place, count(*) over (
            partition by account, statement_id, line_key
        ) as places
    from report.charge_origins
    where line_key is not null
    window same_line as (
        partition by account, statement_id, line_key
        order by billing_id, category = 'Credit', origin_id
    )
),
shares as (
    select
        o.*,
        p.tenant,
        if(o.amount_source = 'prediction', p.predicted, p.invoiced) as tenant_cents,
        abs(tenant_cents) as size,
        sum(size) over same_origin as sizes,
        if(sizes = 0, 1, size) as weight,
        if(sizes = 0, count(*) over same_origin, sizes) as weights,
        quota_base(o.cents, weight, weights) as base,
        quota_rest(o.cents, weight, weights) as rest
    from origins as o
    join parts as p using (account, statement_id, line_key)
    window same_origin as (partition by o.account, o.origin_id)
),
dealt as (
    select *, case when place < places then quota_dealt(
        cents,
        base,
        sum(base) over same_origin,
        row_number() over (same_origin order by rest desc, tenant)
    ) end as dealt_cents
    from shares
    window same_origin as (partition by account, origin_id)
)
select account, origin_id, place = 1 as is_first, tenant, (coalesce(dealt_cents,
    tenant_cents - coalesce(sum(dealt_cents) over (
        partition by account, statement_id, line_key, tenant
    ), 0)
))::hugeint as cents
from dealt
union all
select account, origin_id, false, 'unattributed', usd_to_cents(amount_usd)
from report.charge_origins
where line_key is null
