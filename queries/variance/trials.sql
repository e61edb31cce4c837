-- Every amount tried for a line, with blocks counted on the whole line or on each printed part.
-- grain: account, period_id, line_key, counted, allowed, rounded, priced
select * from variance.trial_amounts
union all by name
select *, 'theirs' as counted, 'included' as allowed, 'apart' as rounded
from variance.apart_amounts
