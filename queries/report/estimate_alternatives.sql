-- Another price beside an estimate, and the number of objects at which both cost the same if each
-- object costs what it does on average in this workload.
-- grain: position, name
-- column name: Name of the other price
-- column objects: Objects of the workload; null where it has none [count]
with objects as (
    select account, sum(objects)::hugeint as objects
    from staging.workloads
    group by account
),
costs as (
    select
        e.position,
        a.name,
        o.objects,
        t.total_usd,
        coalesce(sum(f.amount_usd), 0)::decimal(38, 2) as flat_usd,
        a.usd_per_month,
        a.usd_per_object,
        price_picos(a.usd_per_object) as picos_per_object
    from params.estimates as e
    join staging.alternatives as a using (account)
    left join objects as o using (account)
    join report.estimate_totals as t on t.account = e.account and t.scenario = e.scenario
    join params.periods as p on p.account = e.account
    left join rating.flat_charges as f
        on f.account = e.account and f.scenario = e.scenario and f.charged_on = p.starts_on
    group by e.position, a.name, o.objects, t.total_usd, a.usd_per_month, a.usd_per_object
),
slopes as (
    select
        *,
        -- In picodollars times the number of objects, so that nothing is divided yet.
        usd_to_cents(total_usd - flat_usd) * 10000000000
            - picos_per_object * coalesce(objects, 0) as steeper_by,
        usd_to_cents(usd_per_month - flat_usd) * 10000000000 * coalesce(objects, 0) as head_start
    from costs
)
select
    position,
    name,
    objects,
    total_usd,
    usd_per_month + cents_to_usd(
        half_up_div(picos_per_object * coalesce(objects, 0), 10000000000)
    ) as alternative_usd,
    case
        when sign(steeper_by) * sign(head_start) > 0 then ceil_div(abs(head_start), abs(steeper_by))
    end as crossover_objects,
    case
        when steeper_by > 0 and head_start > 0 then 'Cloudflare costs less below this many objects'
        when steeper_by < 0 and head_start < 0 then 'Cloudflare costs less above this many objects'
        when steeper_by >= 0 then name || ' costs less at any number of objects'
        else 'Cloudflare costs less at any number of objects'
    end as says
from slopes
