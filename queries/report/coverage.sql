-- How much of a billing period each dataset covers, and which days are missing or suspect.
-- grain: account, period_id, dataset
from usage.period_coverage
