-- Days of billing periods, and as invoices print them: the first and the last of a cycle.

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

-- Days of the shortest and of the longest billing period: each is a month.
create or replace macro shortest_period_days() as 28;

create or replace macro longest_period_days() as 31;

-- Whether two days are one month apart, where a short month ends the count at its last day.
create or replace macro is_month(starts_on, ends_on) as
    ends_on - starts_on between shortest_period_days() and longest_period_days() and (
        day(starts_on) = day(ends_on)
        or (day(starts_on) < day(ends_on) and starts_on = last_day(starts_on))
        or (day(starts_on) > day(ends_on) and ends_on = last_day(ends_on))
    );
