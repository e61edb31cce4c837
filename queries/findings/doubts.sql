-- Amounts that depend on an undocumented rule about an allowance, in words and dollars. One rule is
-- what happens to the allowance of a period that holds for only some of its days, or that changes.
-- The other is which SKU of a shared allowance takes it first. `usd` is the largest difference
-- between the readings.
-- grain: account, period_id, scenario, subject
with doubts as materialized (select * from rating.doubts),
ours as (
    select
        account,
        period_id,
        scenario,
        sku,
        any_value(amount_usd) as amount_usd,
        any_value(other_usd) filter (where reading = 'by_days') as by_days_usd,
        any_value(other_usd) filter (where reading = 'restart') as restart_usd
    from doubts
    where reading <> 'other_order'
    group by account, period_id, scenario, sku
),
terms as (
    select account, period_id, sku, arg_max(included_quantity, from_on) as included_quantity,
        arg_max(count_days, from_on) as count_days, any_value(period_days) as period_days
    from rating.price_segments
    where allowance in ('period', 'calendar_month')
    group by account, period_id, sku
),
shared as (
    select
        d.account,
        d.period_id,
        d.scenario,
        p.pool,
        string_agg(k.name, ', then ' order by p.take_order) as names,
        sum(d.amount_usd)::decimal(38, 2) as amount_usd,
        sum(d.other_usd)::decimal(38, 2) as other_usd
    from doubts as d
    join ref.allowance_pools as p using (sku)
    join ref.skus as k using (sku)
    where d.reading = 'other_order'
    group by d.account, d.period_id, d.scenario, p.pool
)
select
    o.account,
    o.period_id,
    o.scenario,
    o.sku as subject,
    greatest(abs(o.by_days_usd - o.amount_usd), abs(coalesce(o.restart_usd, 0) - case
        when o.restart_usd is not null then o.amount_usd else 0 end)) as usd,
    case
        when o.restart_usd is null then printf(
            '%s: its allowance of %s %s holds on %d of the period''s %d days, and no page says '
            || 'whether it shrinks. Given whole, as here, it costs %s; by days %s.',
            k.name, grouped_digits(t.included_quantity),
            replace(plural_unit(t.included_quantity, k.unit), '_', ' '), t.count_days,
            t.period_days,
            dollars(o.amount_usd), dollars(o.by_days_usd)
        )
        else printf(
            '%s: its price row changes inside the period, and no page says what becomes of the '
            || 'allowance. Given once, as here, it costs %s; by days %s; given '
            || 'again after the change %s.',
            k.name, dollars(o.amount_usd), dollars(o.by_days_usd), dollars(o.restart_usd)
        )
    end as says
from ours as o
join terms as t using (account, period_id, sku)
join ref.skus as k using (sku)
where o.by_days_usd <> o.amount_usd or o.restart_usd <> o.amount_usd
union all
select
    account,
    period_id,
    scenario,
    pool,
    abs(other_usd - amount_usd),
    printf(
        '%s share one allowance, and no page says which takes it first. In this order they cost %s;'
        || ' in the other %s.',
        names, dollars(amount_usd), dollars(other_usd)
    )
from shared
where other_usd <> amount_usd
