-- A rule of one's own.
-- grain: account
select account, (predicted_usd / 3)::decimal(38, 2) as third_usd
from report.totals
