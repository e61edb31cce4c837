-- Budgets of the running period: spent to date, low, base and high by the forecast, on how many of
-- the paths the budget is exceeded, and on which day by the forecast.
-- grain: account, period_id, scope, name
-- column scope: What the budget is for: account, sku, product or tenant
-- column spent_usd: Amount of the known days in the scope of the budget [USD]
-- column percent: Part of the paths that pass it; null below five paths unless passed [percent]
select
    account,
    period_id,
    scope,
    coalesce(name, 'account') as name,
    amount_usd,
    spent_usd,
    low_usd,
    base_usd,
    high_usd,
    is_passed,
    passing,
    paths,
    case
        when is_passed then 100
        when paths >= 5 then half_up_div(passing * 100, paths)
    end::integer as percent,
    passes_on,
    printf(
        '%s: %s of %s spent%s%s.',
        coalesce(name, 'The account'),
        grouped_dollars(spent_usd),
        grouped_dollars(amount_usd),
        coalesce(', ' || grouped_dollars(base_usd) || ' by the forecast', ''),
        case
            when is_passed then ': it was passed on ' || passes_on
            when passes_on is not null then ': it is passed on ' || passes_on
            else ''
        end
    ) as says
from foresight.budgets
