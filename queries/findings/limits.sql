-- Daily limits of a free plan that were exceeded: on how many days, since when, and by how much at
-- most, and of which script, namespace or other place most of it was. For duration the finding also
-- says how long one request kept its object active on those days, because that is the cause of high
-- duration.
-- grain: account, period_id, sku
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
with passed as (
    select l.*, k.name, k.unit
    from rating.free_limits as l
    join params.selection using (scenario)
    join ref.skus as k using (sku)
    where l.days_over > 0
),
days as (
    select q.account, q.period_id, q.sku, q.usage_on
    from rating.day_quantities as q
    join params.selection using (scenario)
    join passed as p using (account, period_id, sku)
    join ref.free_limits as l on l.sku = q.sku and l.per = 'day'
    where q.numerator * l.limit_denominator > q.denominator * l.limit_numerator
),
counted as (
    select d.account, d.period_id, d.sku, t.meter, sum(t.total)::hugeint as total
    from days as d
    join usage.day_totals as t using (account, period_id, usage_on)
    where d.sku = 'durable_objects.duration'
    group by all
),
requests as (
    select
        account,
        period_id,
        sku,
        sum(total) filter (where meter = 'durable_objects.active_us')::hugeint as active_us,
        sum(total) filter (where meter like 'durable_objects.%_requests')::hugeint as requests,
        arg_max(meter, (total, meter)) filter (where meter like 'durable_objects.%_requests')
            as meter
    from counted
    group by account, period_id, sku
),
places as (
    select
        d.account,
        d.period_id,
        d.sku,
        place_name(r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name)
            as place,
        sum(u.split * k.numerator)::hugeint as used
    from days as d
    join params.selection as s on true
    join rating.numerators as k
        on k.account = d.account and k.period_id = d.period_id and k.sku = d.sku
        and k.scenario = s.scenario
    join usage.resource_days as u
        on u.account = d.account and u.period_id = d.period_id and u.usage_on = d.usage_on
        and u.meter = k.meter
    join usage.resources as r on r.resource_key = u.resource_key
    group by all
),
-- A place is named only where it has more than all others together.
main as (
    select account, period_id, sku, arg_max(place, (used, place)) as place
    from places
    where place is not null
    group by account, period_id, sku
    having max(used) * 2 > sum(used)
)
select
    p.account,
    p.period_id,
    p.sku,
    0::decimal(38, 2) as usd,
    printf(
        '%s passed %s %s on %s from %s (%s %%), a daily limit of the free plan: at most %s, past '
        || 'it operations fail until 00:00 UTC.%s%s',
        p.name,
        grouped_digits(p.daily_limit),
        plural_unit(p.daily_limit, p.unit),
        case when p.days_over = 1 then '1 day' else printf('%d days', p.days_over) end,
        p.first_over_on::varchar,
        p.used_percent::decimal(38, 0)::varchar,
        grouped_digits(p.busiest_quantity),
        coalesce(printf(' Most of it was of %s.', n.place), ''),
        case when r.active_us >= r.requests * 1000000 then printf(
            ' On those days requests (most are %s) kept an object active for %s s each.',
            m.says,
            short_ratio(r.active_us, r.requests * 1000000)
        ) else '' end
    ) as says
from passed as p
left join main as n using (account, period_id, sku)
left join requests as r using (account, period_id, sku)
left join ref.meters as m on m.meter = r.meter
