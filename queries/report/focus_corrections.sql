-- What changed after a billing period was closed, in the columns of the FOCUS dataset CostAndUsage
-- that apply to it. In the closed period one row takes the change back, so that the period stays
-- as it was closed. In the period in which the change is booked, a row of the class Correction has
-- it. Neither row is on an invoice.
-- grain: BillingAccountId, x_ChargeId
-- see: https://focus.finops.org/focus-specification/
with parts as (
    select
        c.*,
        unnest([
            {'billing_id': c.period_id, 'usd': -c.change_usd, 'end': 'kept'},
            {'billing_id': c.booked_in, 'usd': c.change_usd, 'end': 'booked'}
        ], recursive := true)
    from params.corrections as c
)
select
    c.usd::decimal(38, 12) as BilledCost,
    c.account as BillingAccountId,
    'USD' as BillingCurrency,
    utc_instant(p.ends_at) as BillingPeriodEnd,
    utc_instant(p.starts_at) as BillingPeriodStart,
    c.category as ChargeCategory,
    if(c.end = 'booked', 'Correction', null) as ChargeClass,
    printf(if(c.end = 'booked', '%s, moved after the close of %s',
        '%s, as at the close of %s'), c.description, c.period_id) as ChargeDescription,
    'One-Time' as ChargeFrequency,
    utc_instant(coalesce(o.ends_at, p.ends_at)) as ChargePeriodEnd,
    utc_instant(coalesce(o.starts_at, p.starts_at)) as ChargePeriodStart,
    c.usd::decimal(38, 12) as ContractedCost,
    c.usd::decimal(38, 12) as EffectiveCost,
    'Cloudflare' as HostProviderName,
    'Cloudflare, Inc.' as InvoiceIssuerName,
    c.usd::decimal(38, 12) as ListCost,
    coalesce(s.service_category, 'Other') as ServiceCategory,
    coalesce(k.product, 'Cloudflare') as ServiceName,
    'Cloudflare' as ServiceProviderName,
    c.sku as SkuId,
    k.name as SkuMeter,
    c.billing_id as x_BillingPeriodId,
    printf('correction-%d/%s', c.correction, c.end) as x_ChargeId,
    'correction' as x_CostSource,
    c.statement_id as x_StatementId
from parts as c
join params.periods as p on p.account = c.account and p.period_id = c.billing_id
left join params.periods as o on o.account = c.account and o.period_id = c.statement_id
left join ref.skus as k on k.sku = c.sku
left join ref.focus_services as s on s.product = k.product
