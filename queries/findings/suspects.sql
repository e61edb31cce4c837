-- Days on which a dataset shows nothing although a sibling dataset shows usage, and how much more a
-- charge would be with the usage of the days beside them. Days that would add nothing, and days
-- whose charge the invoice confirms, are left out.
-- grain: account, period_id, dataset, says
with days as (
    select s.*
    from usage.suspect_days as s
    join usage.lost_days as l using (account, period_id, meter, usage_on)
    qualify row_number() over (
        partition by s.account, s.period_id, s.dataset, s.usage_on order by s.high desc, s.meter
    ) = 1
),
-- The words about the dataset and its sibling are those of the first day.
spans as (
    select
        account,
        period_id,
        dataset,
        count(*) as days,
        min(usage_on) as first_on,
        max(usage_on) as last_on,
        arg_min(lacking, usage_on) as lacking,
        arg_min(sibling, usage_on) as sibling,
        arg_min(level, usage_on) as level,
        arg_min(counted_as, usage_on) as counted_as,
        arg_min(sibling_shows, usage_on) as sibling_shows
    from days
    group by account, period_id, dataset
),
bands as (
    select account, period_id, dataset, sum(lost_usd)::decimal(38, 2) as usd
    from reconcile.suspects
    where not is_settled
    group by account, period_id, dataset
)
select
    s.account,
    s.period_id,
    s.dataset,
    b.usd,
    s.first_on,
    (s.last_on + 1)::date as to_on,
    printf(
        '%s shows %s on %s, while %s %s. Days beside %s suggest up to %s more.',
        s.dataset,
        s.lacking,
        case s.days
            when 1 then s.first_on::varchar
            else printf('%d days from %s to %s', s.days, s.first_on::varchar, s.last_on::varchar)
        end,
        sibling_words(s.sibling, s.level, s.sibling_shows, s.counted_as),
        case s.days when 1 then 'that day' else 'on the first of them' end,
        case s.days when 1 then 'it' else 'them' end,
        dollars(b.usd)
    ) as says
from spans as s
join bands as b using (account, period_id, dataset)
where b.usd > 0
