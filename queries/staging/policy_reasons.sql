-- Why a line of the allocation policies cannot be used, each line by itself. For a mistyped subject
-- or policy the reason names the closest one.
-- grain: load_id, line
with known as (
    select
        r.*,
        s.is_usage,
        if(s.is_usage,
            ['proportional', 'even', 'weights', 'direct_only', 'platform_keeps_allowance'],
            ['stay', 'even', 'by_spend']
        ) as policies,
        case when s.subject is null then (
            select arg_min(subject, (damerau_levenshtein(r.subject, subject), subject))
            from staging.policy_subjects
        ) end as nearest_subject
    from staging.policy_rows as r
    left join staging.policy_subjects as s using (subject)
),
spelled as (
    select
        *,
        list_reduce(policies, lambda a, b: if(
            damerau_levenshtein(policy, b) < damerau_levenshtein(policy, a), b, a
        )) as nearest_policy
    from known
)
select
    load_id,
    line,
    case
        when is_too_long then 'it has more fields than the header has columns'
        when named_account <> account then printf(
            'it is of the account %s, the policies are loaded for %s', named_account, account
        )
        when coalesce(subject, '') = '' then 'the subject is empty'
        when is_usage is null then printf('the subject "%s" is not known%s', subject, case
            when damerau_levenshtein(subject, nearest_subject) <= 1 + length(subject) // 3
                then printf(': did you mean %s?', nearest_subject)
            else ': a SKU, a product as kv.*, *, flat_charges, block_residue, credits, tax'
                || ' or unattributed'
        end)
        when coalesce(policy, '') = '' then 'the policy is empty'
        when not list_contains(policies, policy) then printf(
            '%s takes no policy "%s"%s', subject, policy, case
                when damerau_levenshtein(policy, nearest_policy) <= 1 + length(policy) // 3
                    then printf(': did you mean %s?', nearest_policy)
                else ': ' || array_to_string(policies, ', ')
            end)
        when policy = 'weights' and tenant is null then 'the policy weights needs a tenant'
        when policy = 'weights' and weight is null
            then 'the policy weights needs a weight for each tenant'
        when policy <> 'weights' and tenant is not null
            then printf('the policy %s takes no tenant, only weights does', policy)
        when policy <> 'weights' and weight is not null
            then printf('the policy %s takes no weight, only weights does', policy)
        when weight is not null and (weight_billionths is null or weight_billionths = 0)
            then printf('the weight "%s" is no share: over 0, at most 1, nine decimals', weight)
        when from_on is null then printf('valid_from "%s" is not a day', valid_from)
        when to_on is null then printf('valid_to "%s" is not a day', valid_to)
        when to_on <= from_on then 'it ends before it starts'
    end as reason
from spelled
