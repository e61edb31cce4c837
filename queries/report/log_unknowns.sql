-- What log files contain that nothing reads, and what they do not contain: kinds of event, fields,
-- usage lines without a time. What a missing field counts stays at zero.
-- grain: account, surface, what, name
select account, surface, what, name, files, records
from staging.log_unknowns
