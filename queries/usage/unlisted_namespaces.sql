-- Active namespaces that are in no list and store nothing in SQLite, as far as that was requested.
-- Their kind, and so whether they store key-value data, is not known.
-- grain: account, namespace_id
select a.account, a.group_key as namespace_id
from usage.sibling_groups as a
where a.level = 'namespace' and a.meter = 'durable_objects.active_us'
    and a.account in (
        select account from usage.capture_meters where meter = 'durable_objects.sql_byte_days'
    )
group by a.account, a.group_key
having (a.account, a.group_key) not in (
    select (account, namespace_id) from staging.namespaces where is_sqlite is not null
) and (a.account, a.group_key) not in (
    select (s.account, s.group_key)
    from usage.sibling_groups as s
    where s.meter in ('durable_objects.sql_byte_days', 'durable_objects.rows_read',
        'durable_objects.rows_written')
)
