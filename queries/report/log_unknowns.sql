-- What log files contain that nothing reads, and what they do not contain: kinds of event, fields,
-- usage lines without a time. What a missing field counts stays at zero.
-- grain: account, surface, what, name
-- column name: Name of the kind or field
-- column records: Records with the kind; null for fields [count]
-- column what: What nothing reads: a kind, a field, or what is lacking
select account, surface, what, name, files, records
from staging.log_unknowns
