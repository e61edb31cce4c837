-- Each line of the tenant map with the number of resources that it matches, and a note where the
-- line has no effect: nothing may ever name its kind, it matches no resource, it holds on no day
-- with usage, or it contains a star that is taken as a plain character.
-- grain: account, source_file, line
-- column meant: Name that is used, where the line differs from it only in case; else null
with known as (select distinct account from usage.resource_names),
used as (
    select account, min(usage_on) as first_on, max(usage_on) as last_on
    from usage.day_readings
    group by account
)
select
    r.account,
    r.line,
    r.tenant,
    r.kind,
    r.value,
    r.match,
    r.namespace,
    r.weight,
    r.valid_from,
    r.valid_to,
    coalesce(f.resources, 0) as resources,
    case
        when d.kind is null and k.kind is not null and f.resources is null then k.says
        when r.match <> 'pattern' and contains(r.value, '*') then concat(
            if(f.resources is null, 'matches nothing, ', ''),
            'the * is taken literally: write match prefix or pattern'
        )
        when f.resources is not null and r.to_on <= u.first_on
            then 'it ends before the first usage that is loaded'
        when f.resources is not null and r.from_on > u.last_on
            then 'it starts after the last usage that is loaded'
        when f.resources is not null or not exists (from known) then null
        when n.account is null then printf('no usage of the account %s is loaded', r.account)
        else coalesce(
            'matches nothing: differs only in case from ' || if(r.match = 'exact', i.meant, null),
            k.says, 'matches nothing'
        )
    end as says,
    if(r.match = 'exact', i.meant, null) as meant,
    l.source_file,
    r.load_id
from staging.tenant_rows as r
join staging.loads as l on l.load_id = r.load_id
left join (
    select distinct kind from ref.dataset_dimensions
) as d on d.kind = r.kind
anti join staging.tenant_problems as p on p.load_id = r.load_id and p.line = r.line
left join ref.unnamed_kinds as k on k.kind = r.kind
left join known as n on n.account = r.account
left join used as u on u.account = r.account
left join usage.map_fits as f
    on f.account = r.account and f.kind = r.kind and f.match = r.match and f.value = r.value
    and f.namespace is not distinct from r.namespace
left join findings.near_names as i
    on i.account = r.account and i.kind = r.kind and i.value = r.value
    and i.namespace is not distinct from r.namespace
