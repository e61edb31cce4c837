-- What each saved answer says about each meter of its dataset: whether it has the figure, what is
-- missing if not, and how certain the figure is. A figure that was not requested, or is null in
-- all rows, is unknown, not zero. An answer without rows, or without a row that the meter counts,
-- says that nothing happened, whatever was requested. A peak or a count of distinct things over
-- several days says nothing about each day.
-- grain: capture_id, meter
-- kind: table
-- partition: capture_id
with grouped as (
    select *, string_split(grouping_key, ',') as grouping
    from staging.captures
    where row_count > 0
),
doubted as (
    select c.capture_id, n.meter, n.evidence_rank, n.dimension
    from grouped as c
    join usage.needed_dimensions as n on n.account = c.account
    join ref.meters as m on m.meter = n.meter and m.dataset = c.dataset
    where not list_contains(c.grouping, n.dimension)
    union all
    select c.capture_id, m.meter, evidence_rank('missing'), 'date'
    from grouped as c
    join ref.meters as m using (dataset)
    join ref.datasets as d using (dataset)
    where (m.aggregate in ('peak', 'hours', 'last') or starts_with(m.field, 'uniq.'))
        and d.grain <> 'row_date'
        and c.window_ends_at > c.window_starts_at + to_days(1)
        and len(list_filter(c.grouping, lambda g: starts_with(g, 'date'))) = 0
),
lacking as (
    select
        capture_id,
        meter,
        max(evidence_rank) as evidence_rank,
        arg_max('dimensions.' || dimension, (evidence_rank, dimension)) as lacks
    from doubted
    group by capture_id, meter
),
said as (
    select
        c.capture_id,
        c.account,
        c.dataset,
        m.meter,
        (c.row_count = 0 and d.missing_row = 'zero') or coalesce(f.filled, 0) > 0
            or u.meter is not null as has_figure,
        m.field
    from staging.captures as c
    join ref.meters as m on m.dataset = c.dataset
    join ref.datasets as d on d.dataset = c.dataset
    left join usage.capture_fields as f on f.capture_id = c.capture_id and f.field = m.field
    left join usage.uncounted_captures as u on u.capture_id = c.capture_id and u.meter = m.meter
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
