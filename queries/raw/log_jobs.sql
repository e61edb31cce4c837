-- Settings of a Logpush job, from the JSON that was loaded: what the job sends and what it leaves
-- out.
-- grain: account, job_digest
-- kind: declaration
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/log-output-options/
select
    null::varchar as job_digest,
    null::varchar as load_id,
    null::varchar as account,
    null::varchar as name,
    null::varchar as dataset,
    null::boolean as is_enabled,
    null::varchar as sample_rate,
    null::varchar as filter,
    null::varchar as field_names
where false
