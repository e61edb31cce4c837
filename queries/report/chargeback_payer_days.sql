-- The cents of each tenant, and of each series of tenants (see `chargeback_tenants`), on each day
-- of a period. The cents of a line are divided by the usage of each day, by largest remainder, so
-- that the days add up to the amount. Charges without usage, such as the plan, are divided evenly
-- over the days.
-- grain: account, period_id, shown_by, payer, usage_on
-- checked: when named
-- column cents: Part of the amounts of the payer that falls on the day [cents]
-- column shown_by: Whether the payer is a tenant or a series of tenants
with shown as (
    select account, period_id, tenant, 'tenant' as shown_by, tenant as payer
    from report.tenants
    union all
    select account, period_id, tenant, 'series', series::varchar
    from report.chargeback_tenants
),
-- As a list they look few to DuckDB, which then keeps them in memory and not all usage.
payers as (
    select account, period_id, shown_by,
        unnest(list({'tenant': tenant, 'payer': payer}), recursive := true)
    from shown
    group by account, period_id, shown_by
),
parts as (
    select l.account, l.period_id, p.shown_by, p.payer, l.line_key, any_value(l.sku) as sku,
        sum(usd_to_cents(coalesce(l.invoiced_usd, l.predicted_usd)))::hugeint as cents
    from reconcile.tenant_lines as l
    join payers as p using (account, period_id, tenant)
    group by l.account, l.period_id, p.shown_by, p.payer, l.line_key
    having cents <> 0 or p.shown_by = 'series'
),
used as (
    select m.account, m.period_id, p.shown_by, p.payer, m.meter, m.usage_on,
        sum(m.total)::hugeint as total
    from usage.owned_meters as m
    join payers as p using (account, period_id, tenant)
    where m.total > 0
    group by m.account, m.period_id, p.shown_by, p.payer, m.meter, m.usage_on
),
weights as (
    select u.account, u.period_id, u.shown_by, u.payer, n.sku, u.usage_on,
        sum(u.total * n.numerator)::hugeint as weight
    from used as u
    join allocation.numerators as n using (account, period_id, meter)
    anti join rating.unbilled_days as b
        on b.account = u.account and b.period_id = u.period_id and b.sku = n.sku
        and u.usage_on >= b.from_on and u.usage_on < b.to_on
    group by u.account, u.period_id, u.shown_by, u.payer, n.sku, u.usage_on
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
        on w.account = p.account and w.period_id = p.period_id and w.shown_by = p.shown_by
        and w.payer = p.payer and w.sku = p.sku and w.usage_on = b.usage_on
    window same_part as (
        partition by p.account, p.period_id, p.shown_by, p.payer, p.line_key
    )
),
quotas as (
    select
        *,
        quota_base(cents, if(weights = 0, 1, weight), if(weights = 0, days, weights)) as base,
        quota_rest(cents, if(weights = 0, 1, weight), if(weights = 0, days, weights)) as rest
    from days
),
dealt as (
    select account, period_id, shown_by, payer, usage_on, quota_dealt(
        cents, base, sum(base) over same_part,
        row_number() over (same_part order by rest desc, usage_on)
    ) as cents
    from quotas
    window same_part as (partition by account, period_id, shown_by, payer, line_key)
)
select account, period_id, shown_by, payer, usage_on, sum(cents)::hugeint as cents
from dealt
group by account, period_id, shown_by, payer, usage_on
