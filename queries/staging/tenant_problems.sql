-- Lines of the tenant map that cannot be used, with the reason.
-- grain: load_id, line
with judged as (
    select
        *,
        case
            when coalesce(trim(tenant), '') = '' then 'the tenant is empty'
            when coalesce(trim(value), '') = '' then 'the value is empty'
            when kind is null or kind not in (
                'object_id', 'object_name', 'object_name_prefix', 'namespace', 'script'
            ) then 'the kind "' || coalesce(kind, '') || '" is not known'
            when nullif(trim(valid_from), '') is not null and try_cast(valid_from as date) is null
                then 'valid_from "' || valid_from || '" is not a day'
            when nullif(trim(valid_to), '') is not null and try_cast(valid_to as date) is null
                then 'valid_to "' || valid_to || '" is not a day'
            when try_cast(valid_to as date) <= try_cast(valid_from as date)
                then 'it ends before it starts'
        end as reason
    from raw.tenants
)
select
    load_id,
    account,
    line,
    reason,
    concat_ws(',', tenant, kind, namespace, value, valid_from, valid_to) as content
from judged
where reason is not null
