-- How much of a billing period each dataset covers, and which days are missing or suspect.
-- grain: account, period_id, dataset
-- column days_missing: Days that are missing, as a list; null where none is [day UTC]
-- column days_suspect: Days that may have lost usage, as a list; null where none has [day UTC]
from usage.period_coverage
