-- Durable Objects that the logs name, each with its class and what that decides.
-- grain: object_key
-- kind: table
select o.object_key, o.object_id, c.*
from staging.log_objects as o
join usage.log_classes as c
    on c.account = o.account and c.script = o.script and c.class = o.entrypoint
