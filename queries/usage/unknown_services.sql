-- Services and metrics of the billable-usage feed without a known SKU. Version 2 is used only for
-- days without a row of version 1, because it names the same usage in other words.
-- grain: account, period_id, feed_version, service_name
-- column cost_usd: Cost that the feed states for these rows [USD]
with rows as (
    select f.*, p.period_id
    from usage.feed_rows as f
    join params.periods as p
        on p.account = f.account and f.charged_on >= p.starts_on and f.charged_on < p.ends_on
)
select
    r.account,
    r.period_id,
    r.feed_version,
    coalesce(r.service_name, 'no name') as service_name,
    count(*) as feed_rows,
    sum(r.contracted_cost_usd)::decimal(38, 12) as cost_usd
from rows as r
where r.sku is null
    and (r.consumed_quantity is null or r.consumed_quantity <> 0 or r.contracted_cost_usd <> 0)
    and (r.feed_version = '1' or not exists (
        select 1
        from staging.billable_usage as b
        where b.account = r.account and b.feed_version = '1' and b.charged_on = r.charged_on
    ))
group by r.account, r.period_id, r.feed_version, r.service_name
