-- Days on which a resource used at least three times as much of a meter as the median of the days
-- before it rose, for 31 days from each rise. A rise is a day with over twice as much as any known
-- day before, of which there are seven or more; so a weekly job is none. Only usage counts that
-- costs 30 cents a day at list prices, and no Durable Objects, which come and go. `value` and
-- `usual_value` are micro-dollars.
-- grain: account, resource_key, meter, usage_on
with prices as (
    select
        n.account,
        n.period_id,
        n.meter,
        n.numerator * price_picos(p.price_usd) as pico,
        d.denominator * p.per_quantity * 1000000 as micro_of
    from rating.numerators as n
    join params.selection as t on t.scenario = n.scenario
    join rating.denominators as d
        on d.account = n.account and d.period_id = n.period_id and d.scenario = n.scenario
        and d.sku = n.sku
    join rating.price_segments as p
        on p.account = n.account and p.period_id = n.period_id and p.sku = n.sku
    where n.numerator > 0 and p.price_usd > 0 and not starts_with(n.meter, 'durable_objects.')
    qualify row_number() over (
        partition by n.account, n.period_id, n.meter order by p.price_usd desc, n.sku
    ) = 1
),
others as (
    select * from usage.resource_days where meter < 'durable_objects.'
    union all
    select * from usage.resource_days where meter >= 'durable_objects/'
),
dear as (
    select distinct u.account, u.resource_key, u.meter, p.pico, p.micro_of
    from others as u
    join prices as p using (account, period_id, meter)
    where u.split >= ceil_div(300000 * p.micro_of, p.pico)
),
days as (
    select
        d.account,
        d.resource_key,
        d.meter,
        k.usage_on,
        coalesce(sum(u.split), 0)::hugeint as total,
        any_value(d.pico) as pico,
        any_value(d.micro_of) as micro_of
    from dear as d
    join (select distinct account, meter, usage_on from usage.day_totals) as k
        on k.account = d.account and k.meter = d.meter
    left join others as u
        on u.resource_key = d.resource_key and u.meter = d.meter and u.usage_on = k.usage_on
    group by d.account, d.resource_key, d.meter, k.usage_on
),
compared as (
    select
        *,
        count(*) over earlier as known_days,
        max(total) over earlier as most,
        list_sort(list(total) over earlier) as totals
    from days
    window earlier as (
        partition by account, resource_key, meter order by usage_on
        rows between 62 preceding and 1 preceding
    )
),
begun as (
    select
        *,
        first_value(
            case
                when known_days >= 7 and total > 2 * most and total * pico >= 300000 * micro_of
                    and total >= 3 * totals[(len(totals) + 1) // 2]
                    then {'rose_on': usage_on, 'usual': totals[(len(totals) + 1) // 2]}
            end ignore nulls
        ) over (
            partition by account, resource_key, meter order by usage_on
            rows between 30 preceding and current row
        ) as rise
    from compared
)
select
    account,
    resource_key,
    meter,
    usage_on,
    total,
    rise.rose_on,
    rise.usual,
    total * pico // micro_of as value,
    rise.usual * pico // micro_of as usual_value
from begun
where rise is not null and total >= 3 * rise.usual and total * pico >= 300000 * micro_of
