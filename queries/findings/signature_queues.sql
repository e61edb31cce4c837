-- Days on which the messages of a queue are read again and again and none is deleted: no consumer
-- acknowledges any. A consumer that was given a message may acknowledge it for 12 hours at most,
-- then the message is read again. So messages that were read on a day were read in vain if none was
-- deleted on that day or the next. One day without deletes tells nothing: a consumer may
-- acknowledge in the morning what it pulled in the evening. Each message that came on the day is
-- read once without the behaviour. Days of other periods are not looked at.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/queues/configuration/pull-consumers/
with days as (
    select
        f.account,
        f.period_id,
        f.usage_on,
        f.resource_key,
        sum(f.total) filter (where g.role = 'measured')::hugeint as reads,
        coalesce(sum(f.total) filter (where g.role = 'per'), 0)::hugeint as deletes,
        sum(f.total) filter (where g.role = 'part_of')::hugeint as operations
    from usage.figure_days as f
    join ref.signature_figures as g on g.figure = f.figure and g.signature = 'queue_retries'
    where g.role in ('measured', 'per', 'part_of')
    group by f.account, f.period_id, f.usage_on, f.resource_key
),
known as (
    select c.account, c.period_id, c.usage_on
    from usage.coverage as c
    join ref.signature_figures as g on g.figure = c.meter
    where g.signature = 'queue_retries' and g.role = 'part_of'
    group by c.account, c.period_id, c.usage_on
    having bool_and(c.status in ('complete', 'sampled'))
),
kept as (
    select
        d.*,
        d.operations - d.reads as writes,
        coalesce(lag(d.usage_on) over same_queue = d.usage_on - 1, false)
            or coalesce(lead(d.usage_on) over same_queue = d.usage_on + 1, false) as is_repeated
    from days as d
    semi join known using (account, period_id, usage_on)
    where d.reads > 0 and d.deletes = 0
    window same_queue as (
        partition by d.account, d.period_id, d.resource_key order by d.usage_on
    )
)
select
    k.account,
    k.period_id,
    s.signature,
    k.resource_key,
    k.usage_on,
    k.reads as measured,
    k.deletes as per,
    k.reads - k.writes as spared,
    k.operations as spared_of
from kept as k
join ref.signatures as s on s.signature = 'queue_retries'
where k.is_repeated and k.reads >= s.at_least and k.reads * s.threshold_of >= k.writes * s.threshold
