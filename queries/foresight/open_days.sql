-- Days of the period on which the usage of a SKU is unknown: days to come, and earlier days that
-- usage does not cover. `seconds` of the day belong to the period. `ahead` is the number of days
-- since the last known day. `is_past` says that a later day is known.
-- grain: account, period_id, sku, usage_on
-- kind: table
-- empty without: params.as_of
select
    s.account,
    s.period_id,
    s.sku,
    b.usage_on,
    b.usage_on - s.through_on as ahead,
    b.usage_on < s.through_on as is_past,
    date_diff('second', b.starts_at, b.ends_at) as seconds
from foresight.series as s
join params.billing_days as b using (account, period_id)
anti join foresight.sku_days as d
    on d.account = s.account and d.period_id = s.period_id and d.sku = s.sku
    and d.usage_on = b.usage_on
where s.method <> 'held'
