-- What log files contain that nothing reads (kinds of event, fields, usage lines without a time,
-- numbers that cannot be read), and what they lack. Figures that come from a missing field stay at
-- zero.
-- grain: account, surface, what, name
-- column name: Name of the kind or field
-- column records: Records with the kind; null for fields [count]
-- column what: What nothing reads: a kind, a field, or what is lacking
select account, surface, what, name, files, records
from staging.log_unknowns
