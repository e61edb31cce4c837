-- Durable Objects in the loaded logs, with what is known of their class and namespace. `object_key`
-- is a number that is valid in this database only. Digests and reports show `object_id`.
-- grain: object_key
with seen as (
    select h.object_key, p.script, nullif(p.entrypoint, '') as entrypoint
    from (select distinct object_key, sort_key from raw.log_hours) as h
    join raw.log_sorts as s using (sort_key)
    join raw.log_places as p using (place_key)
    union all
    select u.object_key, s.script, s.class
    from (select distinct object_key, usage_sort_key from raw.log_usage_hours) as u
    join raw.log_usage_sorts as s using (usage_sort_key)
)
select
    o.object_key,
    o.account,
    o.object_id,
    max(s.script) as script,
    max(s.entrypoint) as entrypoint
from seen as s
join raw.log_objects as o using (object_key)
group by o.object_key, o.account, o.object_id
