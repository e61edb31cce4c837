-- Events and usage lines of each log file by hour, less those that earlier files had delivered: the
-- last step back from a figure to its file. `tenant` and `class` belong to usage lines; events have
-- neither.
-- grain: load_id, hour_at, script, is_object, is_line, tenant, class, object_key, kind
select
    f.load_id,
    f.account,
    h.hour_at,
    p.script,
    p.is_object,
    false as is_line,
    null as tenant,
    null as class,
    h.object_key,
    s.kind,
    sum(h.events)::hugeint as counted
from raw.log_hours as h
join raw.log_files as f using (load_key)
join raw.log_sorts as s using (sort_key)
join raw.log_places as p using (place_key)
group by all
having sum(h.events) > 0
union all
select
    f.load_id,
    f.account,
    u.hour_at,
    s.script,
    s.class is not null or u.object_key is not null as is_object,
    true,
    s.tenant,
    s.class,
    u.object_key,
    coalesce(s.kind, 'http'),
    sum(u.lines)::hugeint
from raw.log_usage_hours as u
join raw.log_files as f using (load_key)
join raw.log_usage_sorts as s using (usage_sort_key)
group by all
having sum(u.lines) > 0
