-- Why a line of your budgets cannot be used, each line by itself. For a mistyped scope or SKU the
-- reason names the closest one.
-- grain: load_id, line
with subjects as (
    select subject from staging.policy_subjects where is_usage and subject <> '*'
),
known as (
    select
        r.*,
        s.subject is not null as is_known,
        list_reduce(['account', 'sku', 'tenant'], lambda a, b: if(
            damerau_levenshtein(r.scope, b) < damerau_levenshtein(r.scope, a), b, a
        )) as nearest_scope,
        case when r.scope = 'sku' and r.name is not null and s.subject is null then (
            select arg_min(subject, (damerau_levenshtein(r.name, subject), subject))
            from subjects
        ) end as nearest
    from staging.budget_rows as r
    left join subjects as s on r.scope = 'sku' and s.subject = r.name
)
select
    load_id,
    line,
    case
        when is_too_long then 'it has more fields than the header has columns'
        when named_account <> account then printf(
            'it is of the account %s, the budgets are loaded for %s', named_account, account
        )
        when coalesce(scope, '') = '' then 'the scope is empty: account, sku or tenant'
        when scope not in ('account', 'sku', 'tenant') then printf(
            'the scope "%s" is not known%s', scope,
            if(damerau_levenshtein(scope, nearest_scope) <= 2,
                printf(': did you mean %s?', nearest_scope), ': account, sku or tenant')
        )
        when scope = 'account' and name is not null
            then printf('a budget of the account takes no name "%s"', name)
        when scope <> 'account' and name is null
            then printf('a budget of a %s needs its name', if(scope = 'sku', 'SKU', scope))
        when scope = 'sku' and not is_known then printf('the SKU "%s" is not known%s', name,
            if(damerau_levenshtein(name, nearest) <= 1 + length(name) // 3,
                printf(': did you mean %s?', nearest), ': a SKU, or a product as kv.*'))
        when amount is null then 'the amount_usd is empty'
        when amount_usd is null
            then printf('the amount_usd "%s" is no amount in dollars and cents', amount)
        when from_on is null then printf('valid_from "%s" is not a day', valid_from)
        when to_on is null then printf('valid_to "%s" is not a day', valid_to)
        when to_on <= from_on then 'it ends before it starts'
    end as reason
from known
