-- Corrections of lines with the period that they are booked in.
-- grain: correction
select c.*, b.booked_in
from ops.corrections as c
join bookings as b using (correction)
