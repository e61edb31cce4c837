-- The dimensions that an answer needs for a meter, and the evidence of the meter without them. A
-- condition states that evidence. Under `seen` it is inferred, once the account shows rows that the
-- condition leaves out. Without the resource's own dimension a peak is the greatest of all
-- resources and not their sum, so the meter is missing. A dimension that is a list divides nothing,
-- and nothing is lost without it.
-- grain: account, meter, dimension
-- kind: table
with accounts as (select distinct account from staging.captures),
excluding as (
    select account, dataset from usage.seen_exclusions
    union
    select h.account, m.dataset
    from logs.days as h
    join ref.meter_conditions as c on c.dimension = 'dispatchNamespaceName'
    join ref.meters as m on m.meter = c.meter
    where h.dispatch_namespace is not null
)
select a.account, c.meter, c.dimension, evidence_rank(c.without) as evidence_rank
from accounts as a
cross join ref.meter_conditions as c
where c.without <> 'seen'
union all
select e.account, c.meter, c.dimension, evidence_rank('inferred')
from excluding as e
join ref.meters as m using (dataset)
join ref.meter_conditions as c using (meter)
where c.without = 'seen'
union all
select a.account, m.meter, d.dimension, evidence_rank('missing')
from accounts as a
cross join ref.meters as m
join ref.dataset_dimensions as d using (dataset)
where m.aggregate in ('peak', 'hours') and d.is_key and not d.is_list
