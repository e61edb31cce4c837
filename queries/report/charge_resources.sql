-- The resource that a place of usage stands for: its type and id. A name that several resources of
-- one type have in common stands for none of them.
-- grain: account, type, place
-- column resource_id: Id of the one resource that has the name
with resources as (
    select
        account,
        case
            when namespace_id is not null then 'namespace'
            when resource_id is null or kind = 'script' then 'script'
            when script is not null then 'dispatch_script'
            else kind
        end as type,
        place_name(namespace_name, namespace_id, resource_id, script, resource_name) as place,
        coalesce(namespace_id, resource_id || '/' || script, resource_id, script) as resource_id
    from usage.resources
)
select account, type, place, min(resource_id) as resource_id
from resources
where place is not null
group by account, type, place
having count(distinct resource_id) = 1
