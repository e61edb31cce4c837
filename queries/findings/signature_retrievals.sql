-- Days on which so much was retrieved from the Infrequent Access of a bucket that Standard would
-- cost less. A GB costs $0.005 a month less to store there and $0.01 to retrieve, so that half of
-- what is stored may be retrieved each month, a sixtieth each day. What is over that could be
-- saved. Days count if a period has several (`retrieval_days`), so that no restored backup does.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/r2/pricing/#data-retrieval
with days as (
    select
        account,
        period_id,
        usage_on,
        resource_key,
        sum(split) filter (where meter = 'r2.retrieved_bytes_infrequent')::hugeint as retrieved,
        sum(split) filter (where meter = 'r2.payload_byte_days_infrequent')::hugeint as stored
    from usage.resource_days
    where meter in ('r2.retrieved_bytes_infrequent', 'r2.payload_byte_days_infrequent')
    group by account, period_id, usage_on, resource_key
)
select
    d.account,
    d.period_id,
    s.signature,
    d.resource_key,
    d.usage_on,
    d.retrieved as measured,
    d.stored as per,
    d.retrieved - d.stored * s.threshold // s.threshold_of as spared,
    d.retrieved as spared_of
from days as d
join ref.signatures as s on s.signature = 'r2_retrievals'
join ref.signature_thresholds as t on t.threshold = 'retrieval_days'
where d.retrieved >= s.at_least and d.retrieved * s.threshold_of >= d.stored * s.threshold
qualify count(*) over (partition by d.account, d.period_id, d.resource_key) >= t.value
