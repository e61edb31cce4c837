-- Namespaces that are active, keep nothing in SQLite as far as that was asked for, and are in no
-- list: of what kind they are, and so whether they keep key-values, nobody has said.
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
