-- What is known of each day of a statement, for a calendar: the worst status of its datasets, in a
-- week that begins on Monday. A day without a dataset is `missing`.
-- grain: account, period_id, usage_on
-- column says: What is known of the day, in words
-- column status: Worst status of the datasets of the day; missing where it has none
-- column usage_on: Day of the billing period [day UTC]
with slots as (
    select account, period_id, usage_on, dataset, status = 'suspect' and is_accepted as is_accepted,
        list_position(['complete', 'sampled', 'provisional', 'suspect', 'late', 'partial',
            'truncated', 'refused', 'missing'], status) as severity, status
    from usage.dataset_coverage
),
days as (
    select
        account,
        period_id,
        usage_on,
        count(distinct dataset) as datasets,
        count(distinct dataset) filter (where severity > 2 and not is_accepted) as datasets_lacking,
        arg_max(status, severity) filter (where not is_accepted) as status,
        list(distinct dataset order by dataset) filter (where severity > 2 and not is_accepted)
            as lacking
    from slots
    group by account, period_id, usage_on
)
select
    b.account,
    b.period_id,
    b.usage_on,
    isodow(b.usage_on)::integer as weekday,
    (date_diff('day', date_trunc('week', min(b.usage_on) over same_period)::date, b.usage_on) // 7
        + 1)::integer as week_number,
    case when d.usage_on is null then 'missing' else coalesce(d.status, 'complete') end as status,
    coalesce(d.datasets, 0) as datasets,
    coalesce(d.datasets_lacking, 0) as datasets_lacking,
    case
        when d.usage_on is null then 'No usage was loaded.'
        when d.datasets_lacking > 0 then printf('%d of %d datasets are not complete: %s.',
            d.datasets_lacking, d.datasets, array_to_string(d.lacking[:3], ', ')
            || case when len(d.lacking) > 3 then printf(' and %d more', len(d.lacking) - 3)
                else '' end)
        when d.status = 'sampled' then 'Complete, some of it as estimates.'
        else 'Complete.'
    end as says
from params.billing_days as b
left join days as d using (account, period_id, usage_on)
window same_period as (partition by b.account, b.period_id)
