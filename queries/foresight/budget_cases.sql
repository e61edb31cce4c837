-- What counts against a budget in each case. For the account it is the whole statement, for a SKU
-- or a product its lines. For a tenant it is its part of the known usage of each usage line, to
-- the nearest cent.
-- grain: account, period_id, scope, name, scenario
-- kind: table
-- empty without: params.as_of
with lines as (
    select account, period_id, scenario, sku, amount_usd
    from foresight.forecast_charges
    union all
    select f.account, f.period_id, c.scenario, f.sku, f.amount_usd
    from foresight.flat_lines as f
    join foresight.case_totals as c using (account, period_id)
),
named as (
    select g.*, l.scenario, l.amount_usd as usd
    from params.budgets as g
    join lines as l using (account, period_id)
    where g.scope = 'account'
        or (g.scope = 'sku' and case
            when ends_with(g.name, '.*') then starts_with(l.sku, g.name[:-2])
            else l.sku = g.name
        end)
    union all
    select
        g.*,
        c.scenario,
        cents_to_usd(half_up_share(usd_to_cents(c.amount_usd), t.weight, t.weights))
    from params.budgets as g
    join foresight.tenant_parts as t
        on t.account = g.account and t.period_id = g.period_id and t.tenant = g.name
        and t.weights > 0
    join foresight.forecast_charges as c
        on c.account = t.account and c.period_id = t.period_id and c.sku = t.sku
    where g.scope = 'tenant'
)
select
    account,
    period_id,
    scope,
    name,
    scenario,
    coalesce(sum(usd), 0)::decimal(38, 2) as usd
from named
group by account, period_id, scope, name, scenario
