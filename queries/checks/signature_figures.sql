-- Figures that a signature names and no meter, observation or SKU has, that are measured beside
-- another one of the same signature, or that findings.signature_ratios does not measure.
-- grain: signature, role, figure
with figures as (
    select meter as figure from ref.meters
    union
    select observation from ref.observations
    union
    select sku from ref.skus
)
select g.signature, g.role, g.figure
from ref.signature_figures as g
where g.figure not in (from figures)
    or g.signature not in (select signature from ref.signatures)
    or (g.signature, g.role) in (
        select (signature, role)
        from ref.signature_figures
        where role = 'measured'
        group by signature, role
        having count(*) > 1
    )
    or g.role = 'measured' and g.figure in (
        'durable_objects.active_us', 'durable_objects.http_requests',
        'durable_objects.inbound_messages'
    )
