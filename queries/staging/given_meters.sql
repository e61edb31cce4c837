-- Meter totals that an estimate states, as whole numbers.
-- grain: account, meter
select
    account,
    meter,
    total::hugeint as total
from raw.given_meters
