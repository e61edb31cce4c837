-- Why a line of the tenant map cannot be used, each line by itself. For a mistyped kind or match
-- the reason names the closest valid one. RE2 has no look-around and no back-references. A second
-- group is found by using it in a replacement, which RE2 refuses if there is none.
-- grain: load_id, line
with spelled as (
    select
        r.*,
        k.kind is not null as is_known,
        k.is_object,
        (
            select arg_min(kind, (damerau_levenshtein(r.kind, kind), kind))
            from staging.tenant_kinds
        ) as nearest_kind,
        list_reduce(
            ['exact', 'prefix', 'pattern'],
            lambda a, b: if(
                damerau_levenshtein(r.match, b) < damerau_levenshtein(r.match, a), b, a
            )
        ) as nearest_match,
        r.match <> 'pattern' or try(regexp_matches('', r.value)) is not null as is_usable,
        case when r.match <> 'pattern' then null
            when try(regexp_replace('', '(?:' || r.value || ')|', 'x\1')) = '' then 0
            when try(regexp_replace('', '(?:' || r.value || ')|', 'x\2')) = '' then 1
            else 2
        end as captures
    from staging.tenant_rows as r
    left join staging.tenant_kinds as k on k.kind = r.kind
)
select
    load_id,
    line,
    case
        when is_too_long then 'it has more fields than the header has columns'
        when named_account <> account
            then printf('it is of the account %s, the map is loaded for %s', named_account, account)
        when coalesce(tenant, '') = '' then 'the tenant is empty'
        when coalesce(value, '') = '' then 'the value is empty'
        when coalesce(kind, '') = '' then 'the kind is empty'
        when not is_known then printf('the kind "%s" is not known%s', kind, case
            when damerau_levenshtein(kind, nearest_kind) <= 1 + length(kind) // 3
                then printf(': did you mean %s?', nearest_kind)
            else ''
        end)
        when match not in ('exact', 'prefix', 'pattern') then printf(
            'the match "%s" is not known%s', match, case
            when damerau_levenshtein(match, nearest_match) <= 1 + length(match) // 3
                then printf(': did you mean %s?', nearest_match)
            else ': exact, prefix or pattern'
        end)
        when is_contradicted
            then printf('the kind object_name_prefix is a prefix, its match says %s', match)
        when namespace is not null and not is_object
            then printf('the kind %s takes no namespace', kind)
        when not is_usable then printf(
            'the pattern "%s" is no RE2 expression (it has no look-around, no back-references)',
            value
        )
        when contains(tenant, '$1') and match <> 'pattern'
            then 'the tenant $1 is what a pattern captures: its match must be pattern'
        when match = 'pattern' and regexp_matches(replace(tenant, '$1', ''), '\$\d')
            then printf('the tenant "%s" asks for another group than $1: a pattern has one', tenant)
        when is_captured and captures <> 1
            then printf('the tenant $1 needs one group in the pattern, "%s" has %s', value, case
                when captures = 0 then 'none' else 'several' end)
        when is_captured and weight is not null
            then 'a weight needs a named tenant, not $1'
        when weight is not null and (weight_billionths is null or weight_billionths = 0)
            then printf('the weight "%s" is no share: over 0, at most 1, nine decimals', weight)
        when weight is not null and kind = 'log_tenant' then 'the kind log_tenant takes no weight'
        when from_on is null then printf('valid_from "%s" is not a day', valid_from)
        when to_on is null then printf('valid_to "%s" is not a day', valid_to)
        when to_on <= from_on then 'it ends before it starts'
    end as reason
from spelled
