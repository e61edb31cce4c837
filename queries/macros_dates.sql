-- Days as invoices print them: the first and the last of a cycle.

-- Whether a line prints the day after its last. No cycle of a month has a day and the same day of
-- the month after, but for one that begins on the last day of a short month.
create or replace macro is_end_printed(first_on, last_on) as
    coalesce(
        last_on = (first_on + to_months(1))::date and day(last_on) = day(first_on)
            and first_on <> last_day(first_on),
        false
    );

-- The day after the last that a line prints.
create or replace macro day_after_printed(first_on, last_on) as
    if(is_end_printed(first_on, last_on), last_on, (last_on + 1)::date);
