-- Other prices to compare an estimate with.
-- grain: account, name
select
    account,
    name,
    usd_per_month::decimal(38, 2) as usd_per_month,
    usd_per_object::decimal(38, 12) as usd_per_object
from raw.alternatives
