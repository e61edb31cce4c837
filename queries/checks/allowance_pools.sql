-- SKUs of an allowance pool that cannot share its allowance. Either the SKU has no position of its
-- own in the order, or its price rows state another allowance than the rest of the pool on the same
-- days.
-- grain: pool, sku, problem
with prices as (
    select p.pool, p.take_order, r.*
    from ref.allowance_pools as p
    join rating.price_rows as r using (sku)
),
problems as (
    select pool, sku, 'it shares the allowance with no other SKU' as problem
    from ref.allowance_pools
    qualify count(*) over (partition by pool) = 1
    union all
    select pool, sku, 'its take_order is missing or another one has it too'
    from ref.allowance_pools
    qualify take_order is null or count(*) over (partition by pool, take_order) > 1
    union all
    select
        a.pool,
        a.sku,
        printf(
            'from %s on %s has another allowance', greatest(a.starts_on, b.starts_on)::varchar,
            b.sku
        )
    from prices as a
    join prices as b
        on b.pool = a.pool and b.sku <> a.sku
        and b.starts_on < a.ends_on and a.starts_on < b.ends_on
    where (a.allowance, a.included_quantity) is distinct from (b.allowance, b.included_quantity)
)
select distinct pool, sku, problem as fault,
    printf('ref/allowance_pools.csv, %s of %s: %s', sku, pool, problem) as problem
from problems
