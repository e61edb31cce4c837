-- Lines of Workers trace logs (Logpush) as received.
-- grain: load_id, line
-- kind: declaration
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/workers_trace_events/
select
    null::varchar as load_id,
    null::varchar as account,
    null::bigint as line,
    null::varchar as line_hash,
    null::bigint as occurrence,
    null::varchar as content
where false
