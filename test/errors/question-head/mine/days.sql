-- title: Days
-- The days of a period.
-- theme: Ours
select 1 as days
