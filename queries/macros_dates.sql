-- Days as invoices print them: the first and the last of a cycle.

-- Whether the end that a line prints is the day after its last. Included, it would make a month and
-- a day, and no billing period is so long. One that begins on the last day of a short month may be:
-- 30 April to 30 May, where periods begin on the 31st.
create or replace macro is_end_exclusive(first_on, last_on) as
    coalesce(
        last_on = (first_on + to_months(1))::date and day(last_on) = day(first_on)
            and first_on <> last_day(first_on),
        false
    );

-- The day after the last day of a line, whichever of the two it prints.
create or replace macro exclusive_end(first_on, last_on) as
    if(is_end_exclusive(first_on, last_on), last_on, (last_on + 1)::date);
