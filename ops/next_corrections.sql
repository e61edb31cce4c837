-- The corrections that follow from this build, with the files that caused them: invoices for
-- invoiced amounts, all other files for predicted amounts.
-- grain: correction
with files as (
    select
        l.account,
        if(l.kind = 'invoice', 'invoiced', 'predicted') as side,
        list(distinct regexp_extract(l.source_file, '[^/\\]*$')) as names
    from raw.loads as l
    semi join fresh_loads using (load_id)
    group by all
),
named as (
    select
        account,
        side,
        array_to_string(list_sort(names)[:3], ', ')
            || if(len(names) > 3, printf(' and %d more', len(names) - 3), '') as says
    from files
)
select
    (select correction from newest_correction)
        + row_number() over (order by m.account, m.period_id, m.line_key, m.side) as correction,
    m.account,
    m.period_id,
    m.version,
    m.line_key,
    m.name,
    m.side,
    m.was_quantity,
    m.is_quantity,
    m.was_usd,
    m.is_usd,
    m.change_usd,
    y.changed_by,
    coalesce(n.says, y.says) as cause,
    c.ran_at as found_at
from moved_lines as m
cross join carrying as y
cross join params.clock as c
left join named as n on n.account = m.account and n.side = m.side
