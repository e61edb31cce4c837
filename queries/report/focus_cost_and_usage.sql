-- The charges of a billing period by tenant and resource, in the columns of the FOCUS 1.4 dataset
-- CostAndUsage. Without an invoice the costs are the prediction, and x_CostSource says so.
-- ResourceId is what was used, AllocatedResourceId the tenant. Where allocation policies divide a
-- charge there are no AllocatedMethodDetails, because policies do not divide by usage alone.
-- Changes after a close have their own rows. Times are UTC, money is in dollars.
-- grain: BillingAccountId, x_ChargeId
-- see: https://focus.finops.org/focus-specification/
with kinds as (
    select distinct s.sku, d.kind as type
    from ref.sku_meters as s
    join ref.meters as m using (meter)
    join ref.dataset_dimensions as d using (dataset)
    where d.kind <> ''
),
resources as (
    select r.account, k.sku, r.place, any_value(r.type) as type,
        any_value(r.resource_id) as resource_id
    from report.charge_resources as r
    join kinds as k using (type)
    group by r.account, k.sku, r.place
    having count(*) = 1
),
charges as (
    select r.*, o.* exclude (account, origin_id, billing_id, statement_id, amount_usd),
        r.place is not null and r.place <> '?' as is_placed,
        (r.account, r.statement_id) in (select (account, period_id) from params.policies)
            as has_policies,
        bool_or(r.elements is not null or r.tenant <> 'unattributed')
            over (partition by r.account, r.origin_id) as is_allocated
    from report.charge_rows as r
    join report.charge_origins as o using (account, origin_id)
)
select
    if(c.has_policies, null, c.elements) as AllocatedMethodDetails,
    if(c.is_allocated, if(c.has_policies, 'policies', 'usage_weight'), null)
        as AllocatedMethodId,
    if(c.is_allocated, c.tenant, null) as AllocatedResourceId,
    if(c.is_allocated, c.tenant, null) as AllocatedResourceName,
    if(c.is_allocated, to_json({tenant: c.tenant})::varchar, null) as AllocatedTags,
    c.amount_usd as BilledCost,
    c.account as BillingAccountId,
    null::varchar as BillingAccountName,
    coalesce(i.currency, 'USD') as BillingCurrency,
    utc_instant(p.ends_at) as BillingPeriodEnd,
    utc_instant(p.starts_at) as BillingPeriodStart,
    c.category as ChargeCategory,
    if(c.is_correction, 'Correction', null) as ChargeClass,
    c.description as ChargeDescription,
    case c.category when 'Usage' then 'Usage-Based' when 'Purchase' then 'Recurring'
        else 'One-Time' end as ChargeFrequency,
    utc_instant(coalesce(c.ends_on::timestamp, p.ends_at)) as ChargePeriodEnd,
    utc_instant(coalesce(c.starts_on::timestamp, p.starts_at)) as ChargePeriodStart,
    c.used_total::decimal(38, 12) as ConsumedQuantity,
    c.used_unit as ConsumedUnit,
    c.amount_usd as ContractedCost,
    c.amount_usd as EffectiveCost,
    'Cloudflare' as HostProviderName,
    if(c.invoice_id is null, null, c.origin_id) as InvoiceDetailId,
    coalesce(i.invoice_number, i.invoice_id) as InvoiceId,
    'Cloudflare, Inc.' as InvoiceIssuerName,
    c.listed_usd as ListCost,
    c.price_usd as ListUnitPrice,
    c.priced_quantity as PricingQuantity,
    case when c.price_usd is not null then d.pricing_unit end as PricingUnit,
    r.resource_id as ResourceId,
    if(c.is_placed, c.place, null) as ResourceName,
    r.type as ResourceType,
    coalesce(s.service_category, 'Other') as ServiceCategory,
    coalesce(k.product, 'Cloudflare') as ServiceName,
    'Cloudflare' as ServiceProviderName,
    c.sku as SkuId,
    k.name as SkuMeter,
    case when c.price_usd is not null then d.details end as SkuPriceDetails,
    case when c.price_usd is not null then d.price_id end as SkuPriceId,
    to_json({tenant: c.tenant, resource: if(c.is_placed, c.place, null)})::varchar as Tags,
    c.billing_id as x_BillingPeriodId,
    concat_ws('/', c.origin_id, c.tenant, c.place) as x_ChargeId,
    c.amount_source as x_CostSource,
    c.statement_id as x_StatementId
from charges as c
join params.periods as p on p.account = c.account and p.period_id = c.billing_id
left join staging.invoices as i using (invoice_id)
left join ref.skus as k on k.sku = c.sku
left join ref.focus_services as s on s.product = k.product
left join resources as r on r.account = c.account and r.sku = c.sku and r.place = c.place
left join report.charge_prices as d
    on d.account = c.account and d.period_id = c.statement_id and d.sku = c.sku
union all by name
from report.focus_corrections
