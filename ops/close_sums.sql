-- Sums of the lines that a close froze, before tax, and the number of its inputs.
-- grain: close_number
select
    c.close_number,
    (select count(*) from manifest_rows as m where m.close_number = c.close_number) as inputs,
    sum(l.predicted_usd)::decimal(38, 2) as predicted_usd,
    sum(l.invoiced_usd)::decimal(38, 2) as invoiced_usd
from ops.closes as c
left join ops.close_lines as l
    on l.account = c.account and l.period_id = c.period_id and l.version = c.version
    and l.status <> 'other'
group by c.close_number
