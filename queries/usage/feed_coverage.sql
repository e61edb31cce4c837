-- Whether the feed has rows, of any service, for every day of a billing period. A feed that stops
-- early says nothing of the whole period, nor does one of which a row could not be read.
-- grain: account, period_id
-- kind: table
select
    p.account,
    p.period_id,
    count(distinct b.charged_on) as feed_days,
    count(distinct b.charged_on) = any_value(p.ends_on - p.starts_on)
        and not bool_or(b.load_id in (select load_id from staging.rejects)) as is_whole
from params.periods as p
join staging.billable_usage as b
    on b.account = p.account and b.charged_on >= p.starts_on and b.charged_on < p.ends_on
    and b.feed_version = '1'
group by p.account, p.period_id
