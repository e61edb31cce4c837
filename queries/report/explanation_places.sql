-- The files, hours, objects and kinds of event that were counted, where logs are the source of a
-- line or of what a tenant owns. Events are counted for a line, usage lines for a tenant.
-- grain: subject_kind, subject, load_id, hour_at, script, meter, class, object_id, kind
-- column kind: Kind of the event in ref.log_kinds
-- column subject: SKU, or the tenant
with subjects as (
    select distinct t.account, t.period_id, 'line' as subject_kind, k.sku as subject, meter
    from ref.sku_meters as k
    join usage.period_totals as t using (meter)
    where t.source = 'logs'
    union all
    select distinct account, period_id, 'tenant', tenant, meter
    from report.tenant_resources
    where owned_by = 'logs'
)
select
    e.account,
    e.period_id,
    s.subject_kind,
    s.subject,
    e.meter,
    e.source_file,
    e.load_id,
    e.hour_at,
    e.script,
    e.class,
    e.object_id,
    e.kind,
    e.counted,
    e.command
from report.log_evidence as e
join subjects as s
    on s.account = e.account and s.period_id = e.period_id and s.meter = e.meter
    and case s.subject_kind when 'line' then e.tenant is null else e.tenant = s.subject end
