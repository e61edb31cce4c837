-- Invocations of an unknown type. Each is billed as one request.
-- grain: account, period_id, invocation_type
select
    account,
    period_id,
    invocation_type,
    0::decimal(38, 2) as usd,
    printf(
        '%s Durable Object invocation(s) of the unknown type "%s" were billed one to one.',
        requests::varchar,
        invocation_type
    ) as says
from usage.unknown_types
