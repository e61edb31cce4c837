-- Rows of version 2 of Cloudflare's own feed, which nothing reads, where version 1 has none.
-- grain: account, period_id
select
    p.account,
    p.period_id,
    0::decimal(38, 2) as usd,
    printf(
        '%d row(s) of version 2 of the billable-usage feed are kept and not read: '
            || 'version 1 has none.',
        count(*)
    ) as says
from params.periods as p
join staging.billable_usage as b
    on b.account = p.account and b.feed_version = '2'
    and b.charged_on >= p.starts_on and b.charged_on < p.ends_on
anti join usage.feed_coverage as f on f.account = p.account and f.period_id = p.period_id
group by p.account, p.period_id
