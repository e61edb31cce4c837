-- Corrections of tenants' parts by the inputs, with the period that they are booked in: the rows of
-- `params.tenant_corrections`.
-- grain: correction
select
    c.correction,
    c.account,
    c.period_id,
    b.booked_in,
    c.tenant,
    c.change_usd,
    c.cause,
    c.found_at::date as found_on
from ops.tenant_corrections as c
join bookings as b using (correction)
where c.changed_by = 'inputs'
