-- What is incomplete in Cloudflare's billable-usage feed: figures that stop before the period ends,
-- rows without a quantity, and services or metrics that stand for no known SKU.
-- grain: account, period_id, says
with short_feeds as (
    select
        p.account,
        p.period_id,
        sum(p.amount_usd)::decimal(38, 2) as usd,
        printf(
            'The billable-usage feed has %d of %d days: %s of %d line(s) is what it has counted '
                || 'to date.',
            f.feed_days, f.days, coalesce(dollars(sum(p.amount_usd)), 'nothing'), count(*)
        ) as says
    from reconcile.predictions as p
    join usage.sku_sources as s
        on s.account = p.account and s.period_id = p.period_id and s.sku = p.sku
        and s.source = 'feed_to_date'
    join usage.feed_coverage as f
        on f.account = p.account and f.period_id = p.period_id and f.sku = p.sku
        and f.feed_days < f.days
    group by p.account, p.period_id, f.feed_days, f.days
),
-- Beside an invoice a feed that stops early predicts nothing.
stopped as (
    select
        f.account,
        f.period_id,
        printf(
            'The billable-usage feed has %d of %d days: it does not predict %s.',
            f.feed_days, f.days, string_agg(k.name, ', ' order by k.name)
        ) as says
    from usage.feed_coverage as f
    join usage.sku_sources as s
        on s.account = f.account and s.period_id = f.period_id and s.sku = f.sku
        and s.source = 'feed_to_date'
    join ref.skus as k on k.sku = f.sku
    anti join reconcile.predictions as p
        on p.account = f.account and p.period_id = f.period_id and p.sku = f.sku
    where f.feed_days < f.days
    group by f.account, f.period_id, f.feed_days, f.days
),
blank as (
    select
        f.account,
        p.period_id,
        coalesce(k.name, f.service_name, 'no name') as name,
        min(f.charged_on) as first_on,
        max(f.charged_on) as last_on,
        count(*) as feed_rows
    from usage.feed_rows as f
    join params.periods as p
        on p.account = f.account and f.charged_on >= p.starts_on and f.charged_on < p.ends_on
    left join ref.skus as k using (sku)
    where f.consumed_quantity is null
    group by all
)
select account, period_id, coalesce(usd, 0)::decimal(38, 2) as usd, says from short_feeds
union all
select account, period_id, 0, says from stopped
union all
select
    account,
    period_id,
    0,
    printf(
        '%d row(s) of the billable-usage feed have no quantity (%s): its count of these is '
            || 'incomplete.',
        sum(feed_rows)::bigint,
        string_agg(case when first_on = last_on then printf('%s on %s', name, first_on::varchar)
            else printf('%s from %s to %s', name, first_on::varchar, last_on::varchar) end,
            ', ' order by name, first_on)
    )
from blank
group by account, period_id
union all
select
    account,
    period_id,
    coalesce(sum(cost_usd), 0)::decimal(38, 2),
    printf(
        '%d row(s) of version %s of the billable-usage feed are not read, no SKU is known for '
            || 'them: %s.',
        sum(feed_rows)::bigint, feed_version, string_agg(service_name, ', ' order by service_name)
    )
from usage.unknown_services
group by account, period_id, feed_version
