-- Proportions that divide usage whose total comes from logs, where `usage.log_weights` has none.
-- Storage is divided by the objects that state their size. Usage that no usage line divides has no
-- tenant.
-- grain: account, usage_on, meter, script, tenant
-- kind: table
with totals as (
    select distinct account, usage_on, meter, script
    from usage.log_source_totals
),
stored as (
    select
        account,
        usage_on,
        'durable_objects.sql_byte_days' as meter,
        script,
        coalesce(tenant, 'unattributed') as tenant,
        sum(stored_bytes)::hugeint as weight
    from logs.stored_days
    group by all
    having sum(stored_bytes) > 0
),
known as (
    select account, usage_on, meter, script from usage.log_weights
    union
    select account, usage_on, meter, script from stored
)
select s.*
from stored as s
join totals using (account, usage_on, meter, script)
union all
select account, usage_on, meter, script, 'unattributed', 1
from totals
anti join known using (account, usage_on, meter, script)
