-- Events that may count twice, because they came as partial sums. An event that another load has
-- too cannot be noticed then. Only events of one hour, script, object and kind can be the same, so
-- loads of separate days or objects give no row. Of several loads the largest counts in full, and
-- the others may repeat it.
-- grain: account, period_id
with summed as (
    select account, load_id
    from staging.log_files
    where is_summed
),
shared as (
    select
        account,
        hour_at,
        sum(counted) - max(counted) as repeated,
        sum(counted) as counted
    from staging.log_file_hours
    semi join summed using (account)
    where not is_line
    group by account, hour_at, script, is_object, object_key, kind
    having count(*) > 1 and bool_or(load_id in (select load_id from summed))
)
select
    s.account,
    p.period_id,
    0::decimal(38, 2) as usd,
    printf(
        'Up to %s log event(s) may count twice, of %s between %s and %s that several loads have: '
        || 'they came as partial sums, which cannot be compared.',
        plain_digits(sum(s.repeated)),
        plain_digits(sum(s.counted)),
        strftime(min(s.hour_at), '%Y-%m-%d %H:%M'),
        strftime(max(s.hour_at) + to_hours(1), '%Y-%m-%d %H:%M')
    ) as says
from shared as s
join params.day_periods as p on p.account = s.account and p.usage_on = s.hour_at::date
group by s.account, p.period_id
