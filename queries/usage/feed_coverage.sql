-- How much of a billing period the feed covers for a SKU. It is the whole period if the versions
-- that count the SKU have rows, of any service, for every day. A feed that stops early does not
-- cover the whole period. Neither does one with a row that could not be read or has no quantity.
-- grain: account, period_id, sku
-- kind: table
-- empty without: usage.feed_rows
-- column days: Days of the billing period [days]
with counted as (
    select
        p.account,
        p.period_id,
        f.sku,
        f.feed_version,
        count(*) filter (where f.consumed_quantity is null) as unread_rows
    from params.periods as p
    join usage.feed_rows as f
        on f.account = p.account and f.charged_on >= p.starts_on and f.charged_on < p.ends_on
        and f.is_counted
    group by all
),
answered as (
    select
        p.account,
        p.period_id,
        b.feed_version,
        b.charged_on,
        bool_or(b.load_id in (select load_id from staging.rejects)) as has_rejects
    from params.periods as p
    join staging.billable_usage as b
        on b.account = p.account and b.charged_on >= p.starts_on and b.charged_on < p.ends_on
    group by all
),
-- Unread rows belong to a version, which has many days: they must not be counted once per day.
unread as (
    select account, period_id, sku, sum(unread_rows)::bigint as unread_rows
    from counted
    group by account, period_id, sku
)
select
    c.account,
    c.period_id,
    c.sku,
    count(distinct a.charged_on) as feed_days,
    any_value(p.ends_on - p.starts_on) as days,
    any_value(u.unread_rows) as unread_rows,
    count(distinct a.charged_on) = any_value(p.ends_on - p.starts_on)
        and not bool_or(a.has_rejects) and any_value(u.unread_rows) = 0 as is_whole
from counted as c
join answered as a using (account, period_id, feed_version)
join unread as u using (account, period_id, sku)
join params.periods as p using (account, period_id)
group by c.account, c.period_id, c.sku
