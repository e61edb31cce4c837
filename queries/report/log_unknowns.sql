-- What log files hold that nothing reads, and what they lack: kinds of event, fields, usage lines
-- without their time. A missing field leaves what is counted by it at zero.
-- grain: account, surface, what, name
select account, surface, what, name, files, records
from staging.log_unknowns
