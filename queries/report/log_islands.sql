-- When each Durable Object was active by the logs. Overlapping and touching events of all files are
-- merged, open sockets are apart, and no idle time is added.
-- grain: account, script, class, object_id, is_upgrade, starts_at
select
    i.account,
    i.script,
    i.entrypoint as class,
    o.object_id,
    i.is_upgrade,
    make_timestamp(i.starts_ms * 1000) as starts_at,
    make_timestamp(i.ends_ms * 1000) as ends_at,
    i.ends_ms - i.starts_ms as active_ms
from staging.log_intervals as i
left join staging.log_objects as o using (object_key)
