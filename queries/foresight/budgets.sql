-- Budgets of the forecast period: what is spent to date, what will be spent by the forecast, on
-- how many paths the budget is exceeded, and the day on which the forecast exceeds it.
-- grain: account, period_id, scope, name
-- kind: table
-- empty without: params.as_of
with cases as (
    select
        account,
        period_id,
        scope,
        name,
        any_value(usd) filter (where scenario = 'to_date') as spent_usd,
        any_value(usd) filter (where scenario = 'base') as base_usd,
        list(usd) filter (where starts_with(scenario, 'path ')) as paths
    from foresight.budget_cases
    group by all
),
days as (
    select c.account, c.period_id, c.scope, c.name, c.scenario[9:]::date as usage_on, c.usd
    from foresight.budget_cases as c
    where starts_with(c.scenario, 'through ')
)
select
    g.account,
    g.period_id,
    g.scope,
    g.name,
    g.amount_usd,
    coalesce(c.spent_usd, 0)::decimal(38, 2) as spent_usd,
    case
        when t.open_days = 0 then coalesce(c.base_usd, 0)
        when len(c.paths) >= 5 then least(c.base_usd, tenth_from_below(c.paths))
    end::decimal(38, 2) as low_usd,
    case when t.base_usd is not null then coalesce(c.base_usd, 0) end::decimal(38, 2) as base_usd,
    case
        when t.open_days = 0 then coalesce(c.base_usd, 0)
        when len(c.paths) >= 5 then greatest(c.base_usd, tenth_from_above(c.paths))
    end::decimal(38, 2) as high_usd,
    coalesce(c.spent_usd, 0) > g.amount_usd as is_passed,
    coalesce(len(list_filter(c.paths, lambda u: u > g.amount_usd)), 0) as passing,
    coalesce(len(c.paths), 0) as paths,
    (
        select min(d.usage_on)
        from days as d
        where d.account = g.account and d.period_id = g.period_id and d.scope = g.scope
            and d.name is not distinct from g.name and d.usd > g.amount_usd
    ) as passes_on
from params.budgets as g
join foresight.totals as t using (account, period_id)
left join cases as c
    on c.account = g.account and c.period_id = g.period_id and c.scope = g.scope
    and c.name is not distinct from g.name
