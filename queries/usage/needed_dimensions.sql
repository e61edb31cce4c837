-- The dimensions that an answer needs for a meter, and the evidence of the meter if the answer
-- lacks one. The row of ref.meter_conditions states that evidence; `seen` means inferred once the
-- account shows rows that the condition leaves out. Without the dimension of its resource a peak
-- would be the greatest of all resources and not their sum, so the meter is missing. A dimension
-- that is a list divides nothing, so nothing is lost without it. A condition on a REST list
-- (`jobId.dataset`) gives inferred evidence, because the list lacks deleted resources. Without
-- that list the condition's own evidence holds, and without the dimension the meter is missing.
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
),
listed_conditions as (
    select c.meter, c.dimension, c.without, d.kind
    from ref.meter_conditions as c
    join ref.meters as m on m.meter = c.meter
    join ref.dataset_dimensions as d
        on d.dataset = m.dataset and d.dimension = split_part(c.dimension, '.', 1)
    where contains(c.dimension, '.')
),
listed_kinds as (
    select distinct account, kind from staging.resource_names where attribute is not null
)
select a.account, c.meter, c.dimension, evidence_rank(c.without) as evidence_rank
from accounts as a
cross join ref.meter_conditions as c
where c.without <> 'seen' and not contains(c.dimension, '.')
union all
select a.account, c.meter, c.dimension, evidence_rank(if(l.kind is null, c.without, 'inferred'))
from accounts as a
cross join listed_conditions as c
left join listed_kinds as l on l.account = a.account and l.kind = c.kind
union all
select a.account, c.meter, split_part(c.dimension, '.', 1), evidence_rank('missing')
from accounts as a
cross join listed_conditions as c
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
where m.aggregate in ('peak', 'hours', 'last') and d.is_key and not d.is_list
