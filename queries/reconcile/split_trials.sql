-- How far another tenant's part moves if one tenant appears as two, in cents. Of each pot the
-- tenant with the greatest weight is split: into halves, or into two full tenants where each
-- tenant has one part. The pot is divided again, and the other tenant that moves most is named. At
-- list price no tenant's part depends on others.
-- grain: account, period_id, plan, pot
-- checked: when named
-- column tenant: Other tenant whose part changes most
with parts as (
    select * from reconcile.shown_parts where policy not in ('platform_keeps_allowance', 'stay')
),
sized as (
    select
        *,
        sum(cents) over same_pot as pot_cents,
        row_number() over (same_pot order by weight desc, tenant) = 1 as is_greatest,
        max(weight) over same_pot as greatest_weight
    from parts
    window same_pot as (partition by account, period_id, plan, pot)
),
halves as (
    select *, unnest(case
            when not is_greatest then [weight]
            when policy = 'even' then [weight, weight]
            else [weight - weight // 2, weight // 2]
        end) as half,
        weights + if(policy = 'even', 1, 0) as halves
    from sized
    where greatest_weight > 1 or policy = 'even'
),
quotas as (
    select
        *,
        quota_base(pot_cents, half, halves) as base,
        quota_rest(pot_cents, half, halves) as rest
    from halves
),
redivided as (
    select *, quota_dealt(
        pot_cents,
        base,
        sum(base) over same_pot,
        row_number() over (same_pot order by rest desc, tenant, half desc)
    )::hugeint as new_cents
    from quotas
    window same_pot as (partition by account, period_id, plan, pot)
)
select
    account,
    period_id,
    plan,
    pot,
    any_value(tenant) filter (where is_greatest) as split_tenant,
    arg_max(tenant, (abs(new_cents - cents), tenant)) filter (where not is_greatest) as tenant,
    max(abs(new_cents - cents)) filter (where not is_greatest) as moved_cents
from redivided
group by account, period_id, plan, pot
having count(*) filter (where not is_greatest) > 0
