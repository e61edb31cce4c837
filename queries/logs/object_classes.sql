-- Durable Objects in the logs, each with the class in which most of its events ran and the settings
-- of that class.
-- grain: object_key
-- kind: table
with places as (
    select account, object_key, script, entrypoint, sum(events) as events
    from logs.days
    where is_object and object_key is not null
    group by account, object_key, script, entrypoint
)
select p.object_key, c.*
from places as p
join logs.classes as c
    on c.account = p.account and c.script = p.script and c.class = p.entrypoint
qualify row_number() over (
    partition by p.object_key order by p.events desc, p.script, p.entrypoint
) = 1
