-- The dollars of each tenant on each day of a period. The cents of a line are dealt out by largest
-- remainder, by the tenant's usage of the day, so that the days sum to the tenant's amount. What no
-- usage divides, such as the plan, is even over the days. `bar_permille` compares a tenant's days.
-- grain: account, period_id, tenant, usage_on
with parts as (
    select account, period_id, tenant, line_key, any_value(sku) as sku,
        sum(usd_to_cents(coalesce(invoiced_usd, predicted_usd)))::hugeint as cents
    from reconcile.tenant_lines
    group by account, period_id, tenant, line_key
    having cents <> 0
),
used as (
    select m.account, m.period_id, m.tenant, m.meter, m.usage_on, sum(m.total)::hugeint as total
    from usage.owned_meters as m
    where m.period_id is not null and m.total > 0
    group by m.account, m.period_id, m.tenant, m.meter, m.usage_on
),
weights as (
    select u.account, u.period_id, u.tenant, n.sku, u.usage_on,
        sum(u.total * n.numerator)::hugeint as weight
    from used as u
    join allocation.numerators as n using (account, period_id, meter)
    anti join rating.unbilled_days as b
        on b.account = u.account and b.period_id = u.period_id and b.sku = n.sku
        and u.usage_on >= b.from_on and u.usage_on < b.to_on
    group by u.account, u.period_id, u.tenant, n.sku, u.usage_on
),
days as (
    select
        p.*,
        b.usage_on,
        coalesce(w.weight, 0) as weight,
        (sum(coalesce(w.weight, 0)) over same_part)::hugeint as weights,
        count(*) over same_part as days
    from parts as p
    join params.billing_days as b using (account, period_id)
    left join weights as w
        on w.account = p.account and w.period_id = p.period_id and w.tenant = p.tenant
        and w.sku = p.sku and w.usage_on = b.usage_on
    window same_part as (partition by p.account, p.period_id, p.tenant, p.line_key)
),
quotas as (
    select
        *,
        quota_base(cents, if(weights = 0, 1, weight), if(weights = 0, days, weights)) as base,
        quota_rest(cents, if(weights = 0, 1, weight), if(weights = 0, days, weights)) as rest
    from days
),
dealt as (
    select account, period_id, tenant, usage_on, quota_dealt(
        cents, base, sum(base) over same_part,
        row_number() over (same_part order by rest desc, usage_on)
    ) as cents
    from quotas
    window same_part as (partition by account, period_id, tenant, line_key)
),
sums as (
    select account, period_id, tenant, usage_on, sum(cents)::hugeint as cents
    from dealt
    group by account, period_id, tenant, usage_on
)
select account, period_id, tenant, usage_on, cents_to_usd(cents)::decimal(38, 2) as usd,
    case when max(cents) over same_tenant > 0
        then half_up_div(greatest(cents, 0) * 1000, max(cents) over same_tenant) else 0
    end::integer as bar_permille
from sums
window same_tenant as (partition by account, period_id, tenant)
