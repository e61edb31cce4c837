-- Corrections of charges by the inputs, with the period that they are booked in: the rows of
-- `params.corrections`.
-- grain: correction
select
    c.correction,
    c.account,
    c.period_id,
    b.booked_in,
    c.statement_id,
    c.category,
    c.sku,
    c.description,
    c.change_usd
from ops.charge_corrections as c
join bookings as b using (correction)
where c.changed_by = 'inputs'
