-- SKU quantities that an estimate states, in billionths of the SKU's unit, spread evenly over the
-- days of the period on which the SKU is charged, else over those on which it has a price. The days
-- matter only where a price changes.
-- grain: account, period_id, sku, usage_on
-- kind: table
-- empty without: raw.given_quantities, usage.workload_logs
with given as (
    select g.account, p.period_id, g.sku, g.quantity_billionths, p.starts_on, p.ends_on
    from usage.given_skus as g
    join params.periods as p on p.account = g.account
),
days as (
    select
        g.*,
        (g.starts_on + d.day_number::integer)::date as usage_on
    from given as g
    cross join lateral (
        select unnest(range(0, g.ends_on - g.starts_on)) as day_number
    ) as d
),
priced as (
    select
        d.*,
        case when s.price_usd > 0 then 2 when s.sku is not null then 1 else 0 end as price_rank
    from days as d
    left join rating.price_segments as s
        on s.account = d.account and s.period_id = d.period_id and s.sku = d.sku
        and d.usage_on >= s.from_on and d.usage_on < s.to_on
),
chosen as (
    select *
    from priced
    qualify price_rank = max(price_rank) over (partition by account, period_id, sku)
),
numbered as (
    select
        *,
        row_number() over (partition by account, period_id, sku order by usage_on)::hugeint as n,
        count(*) over (partition by account, period_id, sku)::hugeint as days
    from chosen
)
select
    account,
    period_id,
    sku,
    usage_on,
    (n * quantity_billionths) // days - ((n - 1) * quantity_billionths) // days as billionths
from numbered
