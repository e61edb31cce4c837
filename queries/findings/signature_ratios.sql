-- Days on which a resource used far more of one thing per unit of another than it should: rows per
-- query, lists among reads, errors among requests. ref.signature_figures says which figures are
-- compared, and which usage would not exist without the measured part (`part_of`), less what is
-- `kept`. The three figures that most rows of objects have are left out early, because no signature
-- measures them; checks.signature_figures holds that.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
with measured as (
    select f.account, f.period_id, f.usage_on, f.resource_key, g.signature, f.total,
        s.threshold, s.threshold_of
    from usage.figure_days as f
    join ref.signature_figures as g on g.figure = f.figure and g.role = 'measured'
    join ref.signatures as s on s.signature = g.signature
    where f.total >= s.at_least and f.figure not in (
        'durable_objects.active_us', 'durable_objects.http_requests',
        'durable_objects.inbound_messages'
    )
),
compared as (
    select m.account, m.period_id, m.signature, m.resource_key, m.usage_on, m.threshold,
        m.threshold_of,
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
from compared
where measured * threshold_of >= per * threshold
