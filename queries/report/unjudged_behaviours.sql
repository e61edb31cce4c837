-- Behaviours that could not be judged in a billing period, because answers lack a figure that they
-- compare, although they have the rest of its dataset. No price depends on such a figure.
-- grain: account, period_id, dataset, field
with answers as (
    select distinct d.capture_id, d.account, p.period_id, c.dataset
    from usage.capture_days as d
    join params.day_periods as p using (account, usage_on)
    join staging.captures as c on c.capture_id = d.capture_id and c.row_count > 0
    where d.is_split
),
filled as (
    select a.account, a.period_id, a.dataset, f.field, sum(f.filled) as filled
    from answers as a
    join usage.capture_fields as f using (capture_id)
    group by all
)
select
    f.account,
    f.period_id,
    f.dataset,
    f.field,
    string_agg(distinct s.name, ', ' order by s.name) as behaviours
from filled as f
join ref.observations as o on o.dataset = f.dataset and o.field = f.field
join ref.signature_figures as g on g.figure = o.observation
join ref.signatures as s using (signature)
where f.filled = 0
group by f.account, f.period_id, f.dataset, f.field
