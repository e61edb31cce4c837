-- The meters that an account's prediction needs, by dataset. If the list of namespaces shows that
-- all of them store their data in SQLite, no key-value meter is needed, and the other way round. A
-- meter that any answer has counted is still needed. A meter that all answers have is included,
-- which changes nothing. Requests of Workers for Platforms are needed only if they are seen.
-- grain: account, meter
-- kind: table
with kinds as (
    select
        account,
        bool_or(is_sqlite is distinct from false) as has_sqlite,
        bool_or(is_sqlite is distinct from true)
            or account in (select account from usage.unlisted_namespaces) as has_key_value
    from staging.namespaces
    group by account
),
kept_in as (
    select
        meter,
        starts_with(meter, 'durable_objects.kv_') as is_key_value,
        meter in (
            'durable_objects.rows_read', 'durable_objects.rows_written',
            'durable_objects.sql_byte_days'
        ) as is_sqlite
    from ref.meters
),
optional as (
    select meter from ref.sku_meters group by meter having not bool_or(coalesce(is_needed, true))
),
used as (select distinct account, meter from usage.day_readings),
said as (
    select account, meter
    from usage.capture_meters
    group by account, meter
    having bool_and(is_answered)
)
select e.account, e.dataset, m.meter
from usage.expected_datasets as e
join ref.meters as m using (dataset)
join kept_in as i on i.meter = m.meter
left join kinds as k on k.account = e.account
left join used as u on u.account = e.account and u.meter = m.meter
left join said as s on s.account = e.account and s.meter = m.meter
where u.meter is not null
    or m.meter not in (from optional)
    and (s.meter is not null
        or (coalesce(k.has_sqlite, true) or not i.is_sqlite)
        and (coalesce(k.has_key_value, true) or not i.is_key_value))
