-- Medians and percentiles of lists, each an element of its list. No macro reads a table and none
-- uses floating point.

-- The median of a list as one of its elements: of an even number the lower one. No list, no median.
create or replace macro middle(items) as list_sort(items)[(len(items) + 1) // 2];

-- Of the sorted list the element under which a tenth lies, and the one over which a tenth lies.
create or replace macro tenth_from_below(items) as list_sort(items)[(len(items) + 9) // 10];

create or replace macro tenth_from_above(items) as
    list_sort(items)[len(items) + 1 - (len(items) + 9) // 10];
