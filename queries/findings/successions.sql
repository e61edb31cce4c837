-- Usage of a SKU on days on which the SKU is not charged. After its last day the finding names the
-- SKU that replaced it. Before its first day it names the SKU that was charged until then.
-- grain: account, period_id, sku, says
-- see: https://developers.cloudflare.com/observability/pricing/
with spans as (
    select sku, min(starts_on) filter (where price_usd > 0) as starts_on, max(ends_on) as ends_on
    from rating.price_rows
    group by sku
),
used as (
    select distinct c.account, c.period_id, c.sku, p.starts_on, p.ends_on, p.last_on
    from rating.charges as c
    join params.periods as p using (account, period_id)
    where c.numerator > 0
),
others as (
    select n.sku, 'ended' as event, s.ends_on as on_day,
        string_agg(printf('%s (%s)', o.sku, o.unit), ' and ' order by o.sku) as names
    from ref.successors as n
    join spans as s using (sku)
    join ref.skus as o on o.sku = n.successor
    group by n.sku, s.ends_on
    union all
    select n.successor, 'began', s.starts_on,
        string_agg(printf('%s (%s)', o.sku, o.unit), ' and ' order by o.sku)
    from ref.successors as n
    join spans as s on s.sku = n.successor
    join ref.skus as o on o.sku = n.sku
    group by n.successor, s.starts_on
)
select
    u.account,
    u.period_id,
    u.sku,
    printf(
        case
            when o.event = 'ended' and o.on_day <= u.starts_on
                then '%s ended on %s: its successor is %s. Usage since then has no price here.'
            when o.event = 'ended'
                then '%s ends on %s, inside the period: its successor is %s.'
            when o.on_day > u.last_on
                then '%s is not charged before %s: until then its usage is charged as %s.'
            else '%s is charged from %s on, inside the period: until then its usage is charged '
                || 'as %s.'
        end,
        k.name, o.on_day::varchar, o.names
    ) as says
from used as u
join others as o using (sku)
join ref.skus as k using (sku)
where (o.event = 'ended' and o.on_day <= u.last_on)
    or (o.event = 'began' and o.on_day > u.starts_on)
