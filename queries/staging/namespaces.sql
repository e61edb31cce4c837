-- Durable Objects namespaces. Of several answers the newest counts.
-- grain: account, namespace_id
-- kind: table
select account, namespace_id, namespace_name, script, class,
    lower(use_sqlite) in ('true', '1') as is_sqlite, captured_at
from raw.namespaces
qualify row_number() over (
    partition by account, namespace_id order by captured_at desc nulls last, load_id desc
) = 1
