-- Days on which a resource used far more of one thing for each of another than it should: rows for
-- each request, units for each message. ref.signature_figures says which are compared.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
with measured as (
    select f.account, f.period_id, f.usage_on, f.resource_key, g.signature, sum(f.total) as total
    from usage.figure_days as f
    join ref.signature_figures as g on g.figure = f.figure and g.role = 'measured'
    join ref.signatures as s on s.signature = g.signature
    group by all
    having sum(f.total) >= any_value(s.at_least)
),
per as (
    select f.account, f.period_id, f.usage_on, f.resource_key, g.signature, sum(f.total) as total
    from usage.figure_days as f
    join ref.signature_figures as g on g.figure = f.figure and g.role = 'per'
    semi join measured as m
        on m.account = f.account and m.usage_on = f.usage_on and m.resource_key = f.resource_key
    group by all
)
select
    m.account,
    m.period_id,
    m.signature,
    m.resource_key,
    m.usage_on,
    m.total::hugeint as measured,
    p.total::hugeint as per,
    null::hugeint as beside,
    null::hugeint as beside_of,
    null::hugeint as most
from measured as m
join per as p using (account, period_id, usage_on, resource_key, signature)
join ref.signatures as s using (signature)
where m.total * s.threshold_of >= p.total * s.threshold
