-- What log files contain that nothing reads (kinds of event, fields, usage lines without a time,
-- numbers that cannot be read), and what they lack. Figures that come from a missing field stay at
-- zero.
-- grain: account, surface, what, name
-- column name: Name of the kind or field, or what the usage lines lack
-- column occurrences: How often it was met; null for fields, which are not counted [count]
-- column counted_as: What the number of occurrences counts, in words
-- column what: What nothing reads: a kind, a field, or what is lacking
select
    account,
    surface,
    what,
    name,
    files,
    occurrences,
    case
        when what = 'kind' then 'records'
        when name = 'without its time' then 'usage lines'
        when what = 'usage line' then 'numbers'
        else 'not counted: fields are looked for at the start of each file'
    end as counted_as
from staging.log_unknowns
