-- Days on which a database, namespace or bucket stored bytes although the newest list of its kind
-- does not have it, and its storage began before that list was asked for and lasted until then.
-- Either it has been deleted since, or the token of the list cannot see it. All lists of the kind
-- must have answered, at a known time.
-- grain: account, period_id, signature, resource_key, usage_on
-- kind: table
with kinds as (
    select name, unnest(string_split(kinds, '|')) as kind
    from ref.rest_lists
    where kinds <> ''
),
lists as (
    select n.account, k.kind, min(n.captured_at)::date as listed_on
    from staging.newest_lists as n
    join kinds as k using (name)
    where n.why is null and n.captured_at is not null
    group by n.account, k.kind
    having count(*) = (select count(*) from kinds as a where a.kind = k.kind)
),
listed as (
    select account, kind, resource_id, captured_at from staging.resource_names
    union all
    select account, 'namespace', namespace_id, captured_at from staging.namespaces
),
gone as (
    select d.account, d.resource_key
    from findings.stored_days as d
    join usage.resources as r on r.resource_key = d.resource_key
    join lists as l on l.account = d.account and l.kind = coalesce(r.kind, 'namespace')
    left join listed as t
        on t.account = d.account and t.kind = l.kind
        and t.resource_id = coalesce(r.resource_id, r.namespace_id)
    group by d.account, d.resource_key
    having bool_and(t.resource_id is null or t.captured_at::date < l.listed_on)
        and min(d.usage_on) < any_value(l.listed_on)
        and max(d.usage_on) >= any_value(l.listed_on) - 1
)
select
    d.account,
    d.period_id,
    s.signature,
    d.resource_key,
    d.usage_on,
    d.bytes as measured,
    1::hugeint as per
from findings.stored_days as d
join ref.signatures as s on s.signature = 'unlisted_storage' and d.bytes >= s.at_least
semi join gone using (account, resource_key)
anti join findings.signature_stores using (account, period_id, resource_key, usage_on)
