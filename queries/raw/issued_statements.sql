-- Statements that tenants were given. A row is never changed: a later statement is another
-- version. `told_usd` is the sum that the earlier versions stated, null for the first.
-- grain: account, period_id, tenant, version
-- kind: declaration
select
    null::varchar as statement,
    null::varchar as account,
    null::varchar as period_id,
    null::varchar as tenant,
    null::integer as version,
    null::timestamp as issued_at,
    null::varchar as basis,
    null::varchar as currency,
    null::varchar as invoice_numbers,
    null::decimal(38, 2) as told_usd,
    null::decimal(38, 2) as total_usd,
    null::varchar as reason
where false
