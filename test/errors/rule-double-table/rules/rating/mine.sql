-- A rule of one's own.
-- grain: account
-- kind: table
select account, (amount_usd / 3)::decimal(38, 2) as third_usd
from rating.charges
