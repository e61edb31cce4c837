-- Scripts without any log in hours of a billing period in which logs are expected, with the longest
-- such gap. Missing logs look the same as a script that did not run. So a gap counts only where the
-- script is usually busy enough.
-- grain: account, period_id, script
with gaps as (
    select
        account,
        period_id,
        script,
        any_value(hours_expected) as hours_expected,
        sum(hours)::bigint as hours,
        arg_max(from_at, (hours, from_at)) as from_at,
        arg_max(to_at, (hours, from_at)) as to_at
    from logs.gaps
    where is_telling
    group by account, period_id, script
)
select
    account,
    period_id,
    script,
    0::decimal(38, 2) as usd,
    printf(
        'The logs lack %s in %d of %d hours, from %s to %s%s.',
        script,
        hours,
        hours_expected,
        strftime(from_at, '%Y-%m-%d %H:%M'),
        strftime(to_at, '%Y-%m-%d %H:%M'),
        case when date_diff('hour', from_at, to_at) < hours then ' and in other gaps' else '' end
    ) as says
from gaps
