-- Logpush jobs that leave out events by a sample rate or a filter. Their logs give no totals.
-- grain: account, period_id, job_digest
select
    account,
    period_id,
    job_digest,
    0::decimal(38, 2) as usd,
    printf(
        'The Logpush job "%s" leaves events out (%s): its logs divide usage, but give no total.',
        job,
        concat_ws(
            ', ',
            case when sample_rate < 1 then 'sample_rate ' || plain_digits(sample_rate) end,
            case when filter is not null then 'a filter' end
        )
    ) as says
from logs.limits
