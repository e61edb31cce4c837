-- The number of rows of a loaded file and of its rejected rows, for files whose rows are counted.
-- grain: load_id
with listed as (
    select r.load_id, count(*) as rows, count(p.line) as rejects
    from raw.tenants as r
    left join staging.tenant_problems as p using (load_id, line)
    group by r.load_id
    union all
    select r.load_id, count(*), count(p.line)
    from raw.classes as r
    left join staging.class_problems as p using (load_id, line)
    group by r.load_id
    union all
    select r.load_id, count(*), count(p.line)
    from raw.policies as r
    left join staging.policy_problems as p using (load_id, line)
    group by r.load_id
    union all
    select r.load_id, count(*), count(p.line)
    from raw.tenant_prices as r
    left join staging.tenant_price_problems as p using (load_id, line)
    group by r.load_id
    union all
    select r.load_id, count(*), count(p.line)
    from raw.budgets as r
    left join staging.budget_problems as p using (load_id, line)
    group by r.load_id
),
answered as (
    select load_id, sum(row_count)::bigint as rows from raw.captures group by load_id
),
rejected as (
    select load_id, count(*) as rejects from raw.rejects group by load_id
),
kept as (
    select load_id from raw.billable_usage
    union all
    select load_id from raw.billing_anchors
    union all
    select load_id from raw.deployments
    union all
    select load_id from raw.listed_figures
    where load_id not in (select load_id from raw.resource_names)
    union all
    select load_id from raw.namespaces
    union all
    select load_id from raw.resource_names
    union all
    select load_id from raw.scripts
    union all
    select load_id from raw.subscriptions
),
rest as (
    select l.load_id, count(k.load_id) + coalesce(any_value(r.rejects), 0) as rows
    from raw.loads as l
    left join kept as k using (load_id)
    left join rejected as r using (load_id)
    where l.kind = 'rest'
    group by l.load_id
)
select
    l.load_id,
    l.kind,
    l.source_file,
    coalesce(f.records, a.rows, i.rows, p.rows, 0)::bigint as rows,
    coalesce(f.rejects, i.rejects, r.rejects, 0)::bigint as rejects
from raw.loads as l
left join staging.log_files as f using (load_id)
left join listed as i using (load_id)
left join answered as a using (load_id)
left join rest as p using (load_id)
left join rejected as r using (load_id)
