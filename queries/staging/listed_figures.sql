-- Figures of lists, by the day on which they were seen. One without its time says nothing.
-- grain: load_id, figure, resource
-- kind: table
select
    load_id,
    account,
    captured_at::date as usage_on,
    figure,
    list,
    resource,
    value::decimal(38, 9) as value
from raw.listed_figures
where captured_at is not null
