-- What each dataset, the logs and the billable-usage feed show of a meter on a billing day, by a
-- name that siblings have in common: the namespace, the script, or only the account. The account's
-- figure is its total. Figures of namespaces and scripts come from the answers that split it.
-- grain: account, period_id, source, level, group_key, meter, usage_on
-- kind: table
-- partition: account, usage_on
-- empty without: usage.resource_days, logs.script_meters, logs.meters, usage.feed_days
-- column source: What shows the usage: a dataset, logs or feed
with summed as (
    select
        d.account,
        d.period_id,
        d.meter,
        d.usage_on,
        r.namespace_id,
        r.script,
        -- 1 leaves out the script, 2 the namespace, 3 both.
        grouping(r.namespace_id, r.script) as left_out,
        sum(d.total)::hugeint as total,
        sum(d.split)::hugeint as split
    from usage.resource_days as d
    left join usage.resources as r using (resource_key)
    where d.period_id is not null
    group by grouping sets (
        (d.account, d.period_id, d.meter, d.usage_on, r.namespace_id),
        (d.account, d.period_id, d.meter, d.usage_on, r.script),
        (d.account, d.period_id, d.meter, d.usage_on)
    )
),
levels as (
    select
        s.account,
        s.period_id,
        m.dataset as source,
        case s.left_out when 1 then 'namespace' when 2 then 'script' else 'account' end as level,
        case s.left_out when 1 then s.namespace_id when 2 then s.script else 'account' end
            as group_key,
        s.meter,
        s.usage_on,
        if(s.left_out = 3, s.total, s.split) as shown
    from summed as s
    join ref.meters as m on m.meter = s.meter and m.dataset is not null
    union all
    select l.account, p.period_id, 'logs', 'script', l.script, l.meter, l.usage_on, l.total
    from logs.script_meters as l
    join params.day_periods as p using (account, usage_on)
    union all
    select l.account, p.period_id, 'logs', 'account', 'account', l.meter, l.usage_on, l.total
    from logs.meters as l
    join params.day_periods as p using (account, usage_on)
    union all
    select f.account, f.period_id, 'feed', 'account', 'account', k.meter, f.usage_on,
        sum(greatest(f.quantity::hugeint, (f.quantity > 0)::integer))::hugeint
    from usage.feed_days as f
    join ref.sku_meters as k using (sku)
    group by f.account, f.period_id, k.meter, f.usage_on
)
select account, period_id, source, level, group_key, meter, usage_on, shown
from levels
where group_key is not null and shown > 0
