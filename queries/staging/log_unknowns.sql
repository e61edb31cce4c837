-- Kinds of event and fields of a record that no mapping names, over all log files, with the number
-- of files and the number of records.
-- grain: account, surface, what, name
select
    f.account,
    f.surface,
    u.what,
    u.name,
    count(*) as files,
    case when u.what = 'kind' then sum(u.occurrences) end::hugeint as records
from raw.log_unknowns as u
join raw.log_files as f using (load_key)
group by f.account, f.surface, u.what, u.name
