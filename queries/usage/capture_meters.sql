-- What each saved answer says of each meter of its dataset: whether it has the figure, what is
-- missing if not, and how sure the figure is. A figure that was not requested, or is null in all
-- rows, is not known; that is not zero. An answer without rows says that nothing happened, whatever
-- was requested.
-- grain: capture_id, meter
-- kind: table
-- partition: capture_id
with lacking as (
    select
        c.capture_id,
        n.meter,
        max(n.evidence_rank) as evidence_rank,
        arg_max('dimensions.' || n.dimension, (n.evidence_rank, n.dimension)) as lacks
    from staging.captures as c
    join usage.needed_dimensions as n on n.account = c.account
    join ref.meters as m on m.meter = n.meter and m.dataset = c.dataset
    where c.row_count > 0 and not list_contains(string_split(c.grouping_key, ','), n.dimension)
    group by c.capture_id, n.meter
),
said as (
    select
        c.capture_id,
        c.account,
        c.dataset,
        m.meter,
        (c.row_count = 0 and d.missing_row = 'zero') or coalesce(f.filled, 0) > 0 as has_figure,
        m.field
    from staging.captures as c
    join ref.meters as m on m.dataset = c.dataset
    join ref.datasets as d on d.dataset = c.dataset
    left join usage.capture_fields as f on f.capture_id = c.capture_id and f.field = m.field
    where c.error_message is null
)
select
    s.capture_id,
    s.meter,
    s.account,
    s.dataset,
    s.has_figure and coalesce(l.evidence_rank, 0) < 3 as is_answered,
    case
        when not s.has_figure then s.field
        when l.evidence_rank = 3 then l.lacks
    end as lacks,
    coalesce(l.evidence_rank, 0) as evidence_rank
from said as s
left join lacking as l using (capture_id, meter)
