-- Usage by billing day and resource, as one sum over the answers that give the account's total and
-- one over those that split it. Answers for parts of a day are added up. For storage the greatest
-- peak counts. Rows that may repeat others are in the split only.
-- grain: account, period_id, meter, usage_on, resource_key
-- kind: table
-- partition: account, usage_on
-- empty without: usage.capture_days
-- column total: Usage by the answers that give the total of the account [unit of the meter]
select
    r.account,
    r.period_id,
    r.meter,
    r.usage_on,
    r.resource_key,
    coalesce(case
        when any_value(m.aggregate) in ('peak', 'last') then max(r.total) filter (where d.is_total)
        else sum(r.total) filter (where d.is_total and e.capture_id is null)
    end, 0)::hugeint as total,
    coalesce(case
        when any_value(m.aggregate) in ('peak', 'last') then max(r.total) filter (where d.is_split)
        else sum(r.total) filter (where d.is_split)
    end, 0)::hugeint as split
from usage.readings as r
join ref.meters as m on m.meter = r.meter
join usage.capture_days as d
    on d.capture_id = r.capture_id and d.meter = r.meter and d.usage_on = r.usage_on
left join usage.repeated_rows as e
    on e.capture_id = r.capture_id and e.row_number = r.row_number
group by r.account, r.period_id, r.meter, r.usage_on, r.resource_key
