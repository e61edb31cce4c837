-- Every pattern of the tenant map with the names that it fits and whom it gives them to: its
-- tenant, or what its group captures; where that is empty it fits not. A pattern is compiled anew
-- for each name, so those that do not begin as it does are passed over.
-- grain: resource_key, kind, name_rank, value, namespace, tenant, weight_billionths
-- grain: valid_from, valid_to
with patterns as (
    select
        *,
        case when contains(value, '|') then '' else left(
            regexp_extract(value, '^\^([\w /:@-]*)', 1),
            length(regexp_extract(value, '^\^([\w /:@-]*)', 1))
                - if(regexp_matches(value, '^\^[\w /:@-]*[?*{]'), 1, 0)
        ) end as head
    from staging.tenants
    where match = 'pattern'
),
fitted as (
    select n.resource_key, n.name_rank, t.* exclude (head), case
        when not starts_with(n.name, t.head) then null
        when t.is_captured then nullif(trim(regexp_extract(n.name, t.value, 1)), '')
        when regexp_matches(n.name, t.value) then t.tenant
    end as owner
    from usage.resource_names as n
    join patterns as t on t.account = n.account and t.kind = n.kind
)
select *
from fitted
where owner is not null
