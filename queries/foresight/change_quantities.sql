-- A month at the level of a day, by SKU. `with DAY` is a month of the account's mean day of the
-- last 28, with everything that exceeds the usual use on that day. `without` is the same month
-- less one excess. A month has as many days as the billing period. All its usage is dated to that
-- day and has its prices; where the allowance is daily, it is spread over all days of the period.
-- grain: account, period_id, scenario, sku, usage_on
-- kind: table
-- empty without: params.as_of
with changes as (
    select
        c.account,
        d.period_id,
        c.usage_on,
        c.thing || ' ' || c.meter || ' ' || c.usage_on as scenario,
        n.sku,
        c.excess * n.numerator as excess
    from foresight.change_days as c
    join params.day_periods as d using (account, usage_on)
    cross join params.selection as t
    join rating.numerators as n
        on n.account = c.account and n.period_id = d.period_id and n.scenario = t.scenario
        and n.meter = c.meter and n.numerator > 0
),
affected as (
    select distinct account, period_id, usage_on, sku from changes
    union
    select c.account, c.period_id, c.usage_on, o.sku
    from changes as c
    join ref.allowance_pools as a using (sku)
    join ref.allowance_pools as o on o.pool = a.pool
),
means as (
    select
        f.account,
        f.period_id,
        f.usage_on,
        f.sku,
        half_up_div(sum(half_up_share(q.numerator, d.denominator, q.denominator))::hugeint,
            count(distinct q.usage_on)) as numerator
    from affected as f
    cross join params.selection as t
    join rating.denominators as d
        on d.account = f.account and d.period_id = f.period_id and d.scenario = t.scenario
        and d.sku = f.sku
    join rating.day_quantities as q
        on q.account = f.account and q.sku = f.sku and q.scenario = t.scenario
        and q.usage_on < f.usage_on and q.usage_on >= f.usage_on - 28
    group by f.account, f.period_id, f.usage_on, f.sku
),
levels as (
    select
        f.*,
        coalesce(m.numerator, 0) + coalesce(c.excess, 0) as numerator
    from affected as f
    left join means as m using (account, period_id, usage_on, sku)
    left join (
        select account, usage_on, sku, sum(excess) as excess from changes group by all
    ) as c using (account, usage_on, sku)
),
cases as (
    select account, period_id, 'with ' || usage_on as scenario, sku, usage_on, numerator
    from levels
    union all
    select
        l.account,
        l.period_id,
        n.scenario,
        l.sku,
        l.usage_on,
        l.numerator - coalesce(c.excess, 0)
    from levels as l
    join (select distinct account, usage_on, scenario from changes) as n using (account, usage_on)
    left join changes as c
        on c.account = l.account and c.usage_on = l.usage_on and c.scenario = n.scenario
        and c.sku = l.sku
),
daily as (
    select distinct account, period_id, sku
    from rating.price_segments
    where allowance = 'day'
)
select
    c.account,
    c.period_id,
    c.scenario,
    c.sku,
    b.usage_on,
    (c.numerator * if(w.sku is null, p.ends_on - p.starts_on, 1))::hugeint as numerator,
    d.denominator
from cases as c
join params.periods as p using (account, period_id)
cross join params.selection as t
join rating.denominators as d
    on d.account = c.account and d.period_id = c.period_id and d.scenario = t.scenario
    and d.sku = c.sku
left join daily as w
    on w.account = c.account and w.period_id = c.period_id and w.sku = c.sku
join params.day_periods as b
    on b.account = c.account and b.period_id = c.period_id
    and (b.usage_on = c.usage_on or w.sku is not null)
