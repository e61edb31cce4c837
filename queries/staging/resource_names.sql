-- Names of databases, namespaces, buckets, queues and so on. Of several answers the newest counts.
-- grain: account, kind, resource_id
-- kind: table
select account, kind, resource_id, name, attribute, captured_at
from raw.resource_names
qualify row_number() over (
    partition by account, kind, resource_id order by captured_at desc nulls last, load_id desc
) = 1
