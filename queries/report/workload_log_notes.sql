-- What a reader of an estimate should know of the logs of its workload, a sentence each.
-- grain: account, note_number
with logs as (
    select
        account,
        sum(invocations)::hugeint as invocations,
        sum(written_events)::hugeint as written_events,
        sum(sampled_events)::hugeint as sampled_events,
        sum(kept_events)::hugeint as kept_events,
        max(event_bytes) filter (where is_typical_size) as typical_bytes,
        max(retention_days) as retention_days
    from usage.workload_logs
    group by account
),
rules as (
    select
        max(value) filter (where rule = 'daily_events') as daily_events,
        max(value) filter (where rule = 'kept_beyond_one_in') as one_in
    from ref.log_rules
)
select account, 1 as note_number, printf(
    'Workers Logs: %s write %s, and head sampling keeps %s.',
    meter_words(invocations, 'invocation'), meter_words(written_events, 'event'),
    grouped_digits(sampled_events)
) as note
from logs
union all
select l.account, 2, printf(
    'Of events above %s a day one in %s is kept: %s in all.',
    grouped_digits(r.daily_events), r.one_in::varchar, grouped_digits(l.kept_events)
)
from logs as l
cross join rules as r
where l.kept_events < l.sampled_events
union all
select l.account, 3, printf(
    'An event is taken to have %s bytes, which Cloudflare calls typical, and to be kept for %s '
    || 'days: log_event_kb and log_retention_days state others.',
    grouped_digits(l.typical_bytes), l.retention_days::varchar
)
from logs as l
semi join usage.workload_quantities as q
    on q.account = l.account and q.sku = 'observability.ingestion'
where l.typical_bytes is not null
