-- Days whose total is known by tag only, so that usage with several tags may be repeated. The
-- total contains only the part that is certain, and the day is not covered.
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
