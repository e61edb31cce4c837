-- Namespaces whose objects were active for most of each day on which they were used. The objects do
-- not hibernate, and every second of activity is billed.
-- grain: account, period_id, namespace_id
-- see: https://developers.cloudflare.com/durable-objects/best-practices/websockets/
with activity as (
    select
        *,
        sum(active_us) over (partition by account, period_id) as all_active_us
    from usage.namespace_activity
),
charges as (
    select account, period_id, amount_usd
    from rating.charges
    join params.selection using (scenario)
    where sku = 'durable_objects.duration'
)
select
    a.account,
    a.period_id,
    a.namespace_id,
    cents_to_usd(half_up_div(usd_to_cents(c.amount_usd) * a.active_us, a.all_active_us)) as usd,
    printf(
        '%s does not hibernate: its %s object(s) were active %s %% of the time, which is %s %% of '
        || 'the duration billed.',
        a.namespace,
        a.objects::varchar,
        half_up_div(a.active_us * 100, a.object_days * 86400000000)::varchar,
        half_up_div(a.active_us * 100, a.all_active_us)::varchar
    ) as says
from activity as a
join charges as c using (account, period_id)
where a.all_active_us > 0 and a.active_us * 2 > a.object_days * 86400000000
    and a.inbound_messages > 0 and c.amount_usd > 0
