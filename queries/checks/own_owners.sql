-- Rows of an own rule of owners that make no sense: a share of zero or less, no tenant, or an end
-- before the start.
-- grain: problem
select distinct printf(
    'usage/own_owners.sql gives the resource %s to %s %s',
    resource_key,
    case when coalesce(tenant, '') = '' then 'nobody' else tenant end,
    case
        when weight <= 0 then 'with the weight ' || weight::varchar || ': a weight is over 0'
        when valid_to <= valid_from then 'until ' || valid_to::varchar || ', before it starts'
        else 'by an empty tenant: leave the row out'
    end
) as problem
from usage.own_owners
where weight <= 0 or valid_to <= valid_from or coalesce(tenant, '') = ''
