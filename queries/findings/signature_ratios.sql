-- Days on which a resource used far more of one thing per unit of another than it should: rows per
-- query, lists among reads, errors among requests. ref.signature_figures says which figures are
-- compared, and which usage would not exist without the measured part (`part_of`), less what is
-- `kept`. The three figures that most rows of objects have are left out early, because no signature
-- measures them; checks.signature_figures holds that. Objects of a namespace that use too little to
-- be told each are told where together they use many times as much. One that is called few times
-- is not among them: it may only have loaded or filled its store.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
with limits as (
    select
        any_value(value) filter (where threshold = 'store_calls') as calls,
        any_value(value) filter (where threshold = 'store_times') as times
    from ref.signature_thresholds
),
measured as (
    select f.account, f.period_id, f.usage_on, f.resource_key, g.signature, f.total,
        s.threshold, s.threshold_of, s.at_least, l.calls, l.times,
        f.total >= s.at_least as is_alone
    from usage.figure_days as f
    join ref.signature_figures as g on g.figure = f.figure and g.role = 'measured'
    join ref.signatures as s on s.signature = g.signature
    cross join limits as l
    where f.figure not in (
        'durable_objects.active_us', 'durable_objects.http_requests',
        'durable_objects.inbound_messages'
    ) and (f.total >= s.at_least or (
        starts_with(f.figure, 'durable_objects.')
        and f.total * s.threshold_of >= s.threshold * l.calls
    ))
),
compared as (
    select m.account, m.period_id, m.signature, m.resource_key, m.usage_on, m.threshold,
        m.threshold_of, m.at_least, m.calls, m.times, m.is_alone,
        any_value(m.total)::hugeint as measured,
        (sum(f.total) filter (where g.role = 'per')
            + coalesce(sum(f.total) filter (where g.role = 'added'), 0))::hugeint as per,
        sum(f.total) filter (where g.role = 'part_of')::hugeint as part_of,
        sum(f.total) filter (where g.role = 'kept')::hugeint as kept
    from measured as m
    join usage.figure_days as f
        on f.account = m.account and f.usage_on = m.usage_on and f.resource_key = m.resource_key
        and f.period_id = m.period_id
    join ref.signature_figures as g
        on g.signature = m.signature and g.figure = f.figure
        and g.role in ('per', 'added', 'part_of', 'kept')
    group by all
),
judged as (
    select
        c.*,
        sum(c.measured) over (
            partition by c.account, c.period_id, c.usage_on, c.signature, c.is_alone,
                r.namespace_id
        ) as together
    from compared as c
    left join usage.resources as r on r.resource_key = c.resource_key
    where c.measured * c.threshold_of >= c.per * c.threshold
        and (c.is_alone or (r.object_id is not null and c.per >= c.calls))
)
select
    account,
    period_id,
    signature,
    resource_key,
    usage_on,
    measured,
    per,
    if(part_of is null, null, least(measured - coalesce(kept, 0), part_of)) as spared,
    part_of as spared_of
from judged
where is_alone or together >= at_least * times
