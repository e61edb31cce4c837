-- Invocations of a type that is not known, billed one to one.
-- grain: account, period_id, invocation_type
select
    i.account,
    p.period_id,
    i.invocation_type,
    0::decimal(38, 2) as usd,
    printf(
        '%s Durable Object invocation(s) of the unknown type "%s" were billed one to one.',
        sum(i.requests)::varchar,
        i.invocation_type
    ) as says
from staging.durable_objects_invocations as i
join usage.capture_days as d
    on d.capture_id = i.capture_id and d.usage_on = i.usage_on and d.is_total
join params.periods as p
    on p.account = i.account and i.usage_on >= p.starts_on and i.usage_on < p.ends_on
where i.invocation_type not in (select invocation_type from ref.invocation_types)
group by i.account, p.period_id, i.invocation_type
having sum(i.requests) > 0
