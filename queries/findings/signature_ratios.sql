-- Days on which a resource used far more of one thing per unit of another than it should: rows per
-- query, lists among reads, errors among requests. ref.signature_figures says which figures are
-- compared, and which usage would not exist without the measured part (`part_of`), less what is
-- `kept`. The three figures that most rows of objects have are left out early, because no signature
-- measures them; checks.signature_figures holds that. Small resources, which use too little to be
-- told each, are told where those of an account, or objects of a namespace, together use many times
-- as much: then the place is the product. One that is called few times is not among them: it may
-- only have loaded or filled its store.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
with limits as (
    select
        any_value(value) filter (where threshold = 'small_calls') as calls,
        any_value(value) filter (where threshold = 'small_times') as times
    from ref.signature_thresholds
),
products as (
    select g.signature, min(k.product) as product
    from ref.signature_figures as g
    join ref.sku_meters as m on m.meter = g.figure
    join ref.skus as k using (sku)
    where g.role = 'spared'
    group by g.signature
),
measured as (
    select f.account, f.period_id, f.usage_on, f.resource_key, s.signature, f.total
    from usage.figure_days as f
    join ref.signature_figures as g on g.figure = f.figure and g.role = 'measured'
    join ref.signatures as s on s.signature = g.signature
    where f.total >= coalesce(s.at_least_each, s.at_least) and f.figure not in (
        'durable_objects.active_us', 'durable_objects.http_requests',
        'durable_objects.inbound_messages'
    )
),
-- Of few resource-days all other figures are added up before they are joined: at worst each object
-- of the account is measured, and joined with its six kinds of calls.
roles as (
    select signature, figure, role
    from ref.signature_figures
    semi join measured using (signature)
    where role in ('per', 'added', 'part_of', 'kept')
),
others as (
    select f.account, f.period_id, f.usage_on, f.resource_key, g.signature,
        (sum(f.total) filter (where g.role = 'per')
            + coalesce(sum(f.total) filter (where g.role = 'added'), 0))::hugeint as per,
        sum(f.total) filter (where g.role = 'part_of')::hugeint as part_of,
        sum(f.total) filter (where g.role = 'kept')::hugeint as kept
    from usage.figure_days as f
    semi join measured using (account, period_id, usage_on, resource_key)
    join roles as g using (figure)
    group by all
),
judged as (
    select
        m.*, o.per, o.part_of, o.kept, s.at_least, l.times,
        m.total >= s.at_least as is_alone,
        sum(m.total) over (
            partition by m.account, m.period_id, m.usage_on, m.signature, is_alone,
                r.namespace_id
        ) as together,
        if(is_alone or r.kind is null, null, k.product) as place
    from measured as m
    join others as o using (account, period_id, usage_on, resource_key, signature)
    join ref.signatures as s using (signature)
    left join products as k using (signature)
    cross join limits as l
    left join usage.resources as r on r.resource_key = m.resource_key
    where m.total * s.threshold_of >= o.per * s.threshold and (
        m.total >= s.at_least
        or coalesce(r.object_id, r.kind) is not null and o.per >= l.calls
    )
)
select
    account,
    period_id,
    signature,
    resource_key,
    usage_on,
    total::hugeint as measured,
    per,
    if(part_of is null, null, least(measured - coalesce(kept, 0), part_of)) as spared,
    part_of as spared_of,
    place
from judged
where is_alone or together >= at_least * times
