-- What each dataset, the logs and the billable-usage feed show of a meter on a billing day, by a
-- name that siblings have in common: the namespace, the script, or only the account. The account's
-- figure is its total. Figures of namespaces and scripts come from the answers that split it.
-- grain: account, period_id, source, level, group_key, meter, usage_on
-- kind: table
-- partition: account, usage_on
-- empty without: usage.resource_days, logs.script_meters, logs.meters, usage.feed_days
-- column source: What shows the usage: a dataset, logs or feed
with named as (
    select
        d.account,
        d.period_id,
        m.dataset as source,
        d.meter,
        d.usage_on,
        r.namespace_id,
        r.script,
        sum(d.total)::hugeint as total,
        sum(d.split)::hugeint as split
    from usage.resource_days as d
    join ref.meters as m on m.meter = d.meter and m.dataset is not null
    left join usage.resources as r using (resource_key)
    where d.period_id is not null
    group by all
),
levels as (
    select * exclude (namespace_id, script, total, split), 'namespace' as level,
        namespace_id as group_key, split as shown
    from named
    union all
    select * exclude (namespace_id, script, total, split), 'script', script, split
    from named
    union all
    select * exclude (namespace_id, script, total, split), 'account', 'account', total
    from named
    union all
    select l.account, p.period_id, 'logs', l.meter, l.usage_on, 'script', l.script, l.total
    from logs.script_meters as l
    join params.day_periods as p using (account, usage_on)
    union all
    select l.account, p.period_id, 'logs', l.meter, l.usage_on, 'account', 'account', l.total
    from logs.meters as l
    join params.day_periods as p using (account, usage_on)
    union all
    select f.account, f.period_id, 'feed', k.meter, f.usage_on, 'account', 'account',
        greatest(f.quantity::hugeint, (f.quantity > 0)::integer)
    from usage.feed_days as f
    join ref.sku_meters as k using (sku)
)
select account, period_id, source, level, group_key, meter, usage_on, sum(shown)::hugeint as shown
from levels
where group_key is not null
group by account, period_id, source, level, group_key, meter, usage_on
having sum(shown) > 0
