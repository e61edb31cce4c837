-- Why a line of your own price list cannot be used, each line by itself. For a mistyped subject the
-- reason names the closest one.
-- grain: load_id, line
with subjects as (
    select subject from staging.policy_subjects where is_usage
    union all
    select 'fee'
),
known as (
    select
        r.*,
        s.subject is not null as is_known,
        case when s.subject is null then (
            select arg_min(subject, (damerau_levenshtein(r.subject, subject), subject))
            from subjects
        ) end as nearest
    from staging.tenant_price_rows as r
    left join subjects as s using (subject)
)
select
    load_id,
    line,
    case
        when is_too_long then 'it has more fields than the header has columns'
        when named_account <> account then printf(
            'it is of the account %s, the prices are loaded for %s', named_account, account
        )
        when coalesce(subject, '') = '' then 'the subject is empty'
        when not is_known then printf('the subject "%s" is not known%s', subject,
            if(damerau_levenshtein(subject, nearest) <= 1 + length(subject) // 3,
                printf(': did you mean %s?', nearest), ': a SKU, a product as kv.*, * or fee'))
        when price is null and markup is null then 'it needs a price_usd or a markup'
        when price is not null and markup is not null
            then 'it has a price_usd and a markup: give one of them'
        when price is not null and price_usd is null
            then printf('the price_usd "%s" is no amount: at most twelve decimals', price)
        when markup is not null and markup_millionths is null
            then printf('the markup "%s" is no percentage: write 20%%', markup)
        when markup_millionths < -1000000 then 'a markup under -100% would pay the tenant'
        when subject in ('fee', '*') and markup is null and subject <> 'fee'
            then 'one price for all SKUs has no unit: name a SKU, or give a markup'
        when ends_with(subject, '.*') and markup is null
            then 'one price for all SKUs of a product has no unit: name a SKU, or give a markup'
        when subject = 'fee' and (markup is not null or included is not null or per is not null)
            then 'a fee is a price_usd a period: it takes no markup, included or per'
        when markup is not null and (included is not null or per is not null)
            then 'a markup takes no included and no per'
        when per_quantity is null then printf('per "%s" is no whole number over 0', per)
        when included_quantity is null
            then printf('included "%s" is no whole number', included)
        when from_on is null then printf('valid_from "%s" is not a day', valid_from)
        when to_on is null then printf('valid_to "%s" is not a day', valid_to)
        when to_on <= from_on then 'it ends before it starts'
    end as reason
from known
