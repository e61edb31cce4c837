-- Days of which the total is known by tag alone, where usage with several tags may be repeated. The
-- total has what is sure, and the day is not covered.
-- grain: account, meter, usage_on
-- partition: account, usage_on
select distinct
    r.account,
    d.meter,
    r.usage_on,
    'a total that is not by tag' as lacks
from usage.repeated_rows as r
join usage.capture_days as d using (capture_id, usage_on)
where d.is_total
