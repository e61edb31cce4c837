-- The behaviours that are looked for: what shows one on a day, which figures are compared, whose
-- usage would not exist without it, and the cure. `report savings` lists those that were found.
-- grain: signature
-- column name: Behaviour in words
-- column source_url: Public case of the behaviour, or page that explains what it costs
with thresholds as (
    select map(list(threshold), list(value)) as at from ref.signature_thresholds
),
figures as (
    select
        signature,
        string_agg(figure, ', ' order by figure) filter (where role in ('measured', 'stored'))
            as measured,
        string_agg(figure, ', ' order by figure) filter (where role in ('per', 'added', 'used'))
            as measured_per,
        string_agg(figure, ', ' order by figure) filter (where starts_with(role, 'spared'))
            as spared,
        bool_or(role = 'part_of') as is_part
    from ref.signature_figures
    group by signature
)
select
    s.signature,
    s.name,
    told(s.told_when, [
        ['threshold', grouped_digits(s.threshold)],
        ['threshold_of', grouped_digits(s.threshold_of)],
        ['retrieval_days', grouped_digits(t.at['retrieval_days'])],
        ['threshold_k', grouped_digits(s.threshold // 1000)],
        ['threshold_m', grouped_digits(s.threshold // 1000000)],
        ['at_least', grouped_digits(s.at_least)],
        ['at_least_each', coalesce(grouped_digits(s.at_least_each), '')],
        ['at_least_m', grouped_digits(s.at_least // 1000000)],
        ['at_least_min', grouped_digits(s.at_least // 60000000)],
        ['at_least_h', grouped_digits(s.at_least // 3600000000)],
        ['at_least_gb', grouped_digits(s.at_least // 1000000000)],
        ['at_least_usd', dollars(cents_to_usd(s.at_least // 10000))],
        ['outlier_cpu_ms', grouped_digits(t.at['outlier_cpu_us'] // 1000)],
        ['outlier_scripts', grouped_digits(t.at['outlier_scripts'])],
        ['outlier_requests', grouped_digits(t.at['outlier_requests'])],
        ['schedule_days', grouped_digits(t.at['schedule_days'])],
        ['active_min', grouped_digits(t.at['active_us'] // 60000000)],
        ['linger_s', grouped_digits(t.at['linger_us'] // 1000000)],
        ['ping_s', grouped_digits(t.at['ping_us'] // 1000000)],
        ['message_s', grouped_digits(t.at['message_us'] // 1000000)],
        ['awake_span_of', grouped_digits(t.at['awake_span_of'])],
        ['busy_span_of', grouped_digits(t.at['busy_span_of'])],
        ['small_calls', grouped_digits(t.at['small_calls'])],
        ['small_times', grouped_digits(t.at['small_times'])]
    ]) as told_when,
    f.measured,
    f.measured_per,
    f.spared,
    coalesce(f.is_part, false) as is_part,
    s.is_saving,
    s.cure,
    s.cure_url,
    s.source_url
from ref.signatures as s
cross join thresholds as t
left join figures as f on f.signature = s.signature
