-- What log files contain that no mapping names and what their usage lines lack, over all log files,
-- with the number of files. How often is counted, but not of fields: these are looked for at the
-- start of a file alone.
-- grain: account, surface, what, name
select
    f.account,
    f.surface,
    u.what,
    u.name,
    count(*) as files,
    case when u.what in ('kind', 'usage line') then sum(u.occurrences) end::hugeint as occurrences
from raw.log_unknowns as u
join raw.log_files as f using (load_key)
group by f.account, f.surface, u.what, u.name
