-- The names by which `flaretally explain` finds a line or a tenant: a SKU, an invoice line with or
-- without its parenthesis, a tenant. A predicted line has a name even if reports do not show it.
-- grain: account, period_id, subject_kind, subject, name
-- column name: Name by which the subject is found
-- column subject: Key of the line, or the tenant
with lines as (
    select
        account,
        period_id,
        line_key,
        unnest([line_key, invoice_line, wording_of(invoice_line)]) as name
    from reconcile.lines
)
select account, period_id, 'line' as subject_kind, line_key as subject, name
from lines
where name is not null
union
select account, period_id, 'line', sku, sku
from reconcile.predictions
where sku is not null
union
select account, period_id, 'tenant', tenant, tenant
from report.tenants
