-- Rules of Workers Logs and of Observability that an estimate needs beside the prices: whole
-- numbers.
-- grain: rule
-- kind: declaration
-- see: https://developers.cloudflare.com/workers/observability/logs/workers-logs/
select
    null::varchar as rule,
    null::hugeint as value,
    null::date as known_on,
    null::varchar as grade,
    null::varchar as source_url,
    null::varchar as says
where false
