-- Durable Objects that the loaded logs name, and what is known of where they live. `object_key` is
-- a number of this database alone; digests and people see `object_id`.
-- grain: object_key
with seen as (
    select object_key, place_key, null as script, null as class from raw.log_hours
    union
    select object_key, null, script, class from raw.log_usage_hours
)
select
    s.object_key,
    o.account,
    o.object_id,
    coalesce(max(p.script), max(s.script)) as script,
    coalesce(max(nullif(p.entrypoint, '')), max(s.class)) as entrypoint
from seen as s
join raw.log_objects as o using (object_key)
left join raw.log_places as p using (place_key)
group by s.object_key, o.account, o.object_id
