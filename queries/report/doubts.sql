-- What an undocumented reading of an allowance leaves in doubt, in words and dollars, under the
-- chosen scenario.
-- grain: account, period_id, subject
select account, period_id, subject, usd, says
from findings.doubts
join params.selection using (scenario)
