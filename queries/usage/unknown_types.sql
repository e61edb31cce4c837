-- Invocations of a type that is not known, by billing period.
-- grain: account, period_id, invocation_type
-- kind: table
with typed as (
    select i.account, i.usage_on, i.invocation_type, sum(i.requests) as requests
    from staging.durable_objects_invocations as i
    join usage.capture_days as d
        on d.capture_id = i.capture_id and d.usage_on = i.usage_on and d.is_total
    group by i.account, i.usage_on, i.invocation_type
)
select t.account, p.period_id, t.invocation_type, sum(t.requests)::hugeint as requests
from typed as t
join params.periods as p
    on p.account = t.account and t.usage_on >= p.starts_on and t.usage_on < p.ends_on
where t.invocation_type not in (select invocation_type from ref.invocation_types)
group by t.account, p.period_id, t.invocation_type
having sum(t.requests) > 0
