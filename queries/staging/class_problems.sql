-- Lines of the list of classes that cannot be used, with the reason.
-- grain: load_id, line
with judged as (
    select
        *,
        min((mode, compatibility_date)) over same_class
            <> max((mode, compatibility_date)) over same_class as is_contested,
        case
            when coalesce(trim(class), '') = '' then 'the class is empty'
            when coalesce(trim(mode), '') not in ('hibernation', 'accept')
                then printf('the mode "%s" is neither hibernation nor accept%s', coalesce(mode, ''),
                    case
                        when damerau_levenshtein(lower(trim(mode)), 'hibernation') <= 4
                            then ': did you mean hibernation?'
                        when damerau_levenshtein(lower(trim(mode)), 'accept') <= 2
                            then ': did you mean accept?'
                        else ''
                    end)
            when nullif(trim(compatibility_date), '') is not null
                and try_cast(compatibility_date as date) is null
                then 'compatibility_date "' || compatibility_date || '" is not a day'
        end as reason
    from raw.classes
    window same_class as (partition by account, coalesce(trim(script), ''), trim(class))
)
select
    load_id,
    account,
    line,
    coalesce(reason, 'the class is listed twice, with different words') as reason,
    concat_ws(',', script, class, mode, compatibility_date) as content
from judged
where reason is not null or is_contested
