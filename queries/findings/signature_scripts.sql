-- Days of two kinds. `cpu_outlier`: a script took far more CPU time per request than the median of
-- the account's scripts; up to `outlier_cpu_us` per request is normal for rendered pages, and with
-- few scripts there is no median. `previews`: the scripts of preview environments were busy
-- together, by requests or by the activity of their Durable Objects. A preview is known by its
-- name, or because all its requests came in a preview environment.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
with limits as (
    select
        any_value(value) filter (where threshold = 'outlier_cpu_us') as outlier_cpu_us,
        any_value(value) filter (where threshold = 'outlier_scripts') as outlier_scripts,
        any_value(value) filter (where threshold = 'outlier_requests') as outlier_requests
    from ref.signature_thresholds
),
scripts as (
    select *, regexp_matches(
            script, '(^|[-_])(pr|mr|pull|previews?)[-_]?\d+$|^(pr|preview)[-_]|[-_]preview$'
        ) as is_named
    from usage.resources
),
used as (
    -- Not by a join: DuckDB would keep all usage in memory and look for the few previews in it.
    select u.*, coalesce(r.is_named or (u.account, r.script, u.usage_on) in (
            select (account, script, usage_on) from findings.preview_environments
        ), false) as is_preview
    from usage.resource_days as u
    join scripts as r on r.resource_key = u.resource_key and r.namespace_id is null
    where u.meter in ('workers.requests', 'workers.cpu_us')
    union all
    select u.*, true
    from usage.resource_days as u
    join scripts as r on r.resource_key = u.resource_key and r.is_named
    where u.meter = 'durable_objects.active_us' and r.namespace_id is not null
    union all
    select u.*, true
    from findings.preview_environments as e
    join scripts as r
        on r.account = e.account and r.script = e.script and not r.is_named
        and r.namespace_id is not null
    join usage.resource_days as u on u.resource_key = r.resource_key and u.usage_on = e.usage_on
    where u.meter = 'durable_objects.active_us'
),
days as (
    select account, period_id, usage_on, resource_key, is_preview,
        sum(split) filter (where meter = 'workers.requests')::hugeint as requests,
        sum(split) filter (where meter = 'workers.cpu_us')::hugeint as cpu_us,
        sum(split) filter (where meter = 'durable_objects.active_us')::hugeint as active_us
    from used
    where split > 0
    group by all
),
accounts as (
    select
        account,
        period_id,
        usage_on,
        sum(requests)::hugeint as requests,
        sum(requests) filter (where is_preview)::hugeint as preview_requests,
        sum(active_us) filter (where is_preview)::hugeint as preview_us,
        count(*) filter (where requests >= outlier_requests) as scripts,
        -- Not the list: the join below would repeat all scripts for each of them.
        middle(list(cpu_us // requests) filter (where requests >= outlier_requests))
            as usual_us
    from days
    cross join limits
    group by account, period_id, usage_on
)
select
    d.account,
    d.period_id,
    s.signature,
    d.resource_key,
    d.usage_on,
    case when s.signature = 'previews' then coalesce(d.requests, 0) else d.cpu_us end as measured,
    case
        when s.signature = 'cpu_outlier' then d.requests
        when row_number() over (
            partition by d.account, d.period_id, s.signature, d.usage_on order by d.resource_key
        ) = 1 then a.requests
        else 0
    end as per,
    case when s.signature = 'cpu_outlier' then a.usual_us end as most,
    case when s.signature = 'previews' then 'preview Workers' end as place,
    case when s.signature = 'cpu_outlier' then d.cpu_us - d.requests * a.usual_us end as spared,
    case when s.signature = 'cpu_outlier' then d.cpu_us end as spared_of
from days as d
join accounts as a using (account, period_id, usage_on)
cross join limits as l
join ref.signatures as s
    on s.signature = 'previews' and d.is_preview
        and (a.preview_requests >= s.threshold or a.preview_us >= s.at_least)
    or s.signature = 'cpu_outlier' and a.scripts >= l.outlier_scripts
        and d.requests >= l.outlier_requests
        and d.cpu_us >= s.at_least and d.cpu_us >= d.requests * l.outlier_cpu_us
        and d.cpu_us * s.threshold_of >= d.requests * a.usual_us * s.threshold
