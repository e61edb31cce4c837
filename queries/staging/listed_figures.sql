-- Figures of REST lists by the day of the request. An answer without its time is left out.
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
