-- Products that are in use, that nothing meters and that no invoice prices. They are known from
-- lists of the account, from subscriptions, from rows of the billable-usage feed without a figure,
-- or from another SKU whose use implies them. Usage that was measured has a finding of its own.
-- grain: account, period_id, product
with skus as (
    select
        u.account,
        u.period_id,
        k.product,
        u.shown_by,
        u.things,
        u.noun,
        coalesce(r.covered, 'none') as covered,
        l.line_key,
        k.name,
        w.says as reason
    from usage.unmetered_skus as u
    join reconcile.lines as l
        on l.account = u.account and l.period_id = u.period_id and l.line_key = u.sku
        and l.status = 'not_metered'
    join ref.skus as k on k.sku = u.sku
    left join ref.unmetered_reasons as w on w.sku = u.sku
    left join findings.products as r
        on r.account = u.account and r.period_id = u.period_id and r.product = k.product
    where u.shown_by <> 'usage' and l.variance_usd is null
),
products as (
    select
        account,
        period_id,
        product,
        any_value(covered) as covered,
        min(line_key) as line_key,
        string_agg(distinct name, ', ' order by name) as names,
        string_agg(distinct reason, ' ' order by reason) as reasons,
        bool_or(shown_by = 'feed') as is_in_feed,
        max(things) as things,
        arg_max(noun, (things, noun)) as noun
    from skus
    group by account, period_id, product
)
select
    account,
    period_id,
    product,
    0::decimal(38, 2) as usd,
    concat_ws(' ', printf(
        'Nothing meters %s%s: %s cost is not in this prediction.',
        case when covered = 'part' then names else product end,
        case when things is not null
            then printf(' (%d %s%s)', things, noun, case when things = 1 then '' else 's' end)
            when is_in_feed then ', which the billable-usage feed names without a figure'
            else ''
        end,
        case when covered = 'part' then 'this' else 'its' end
    ), reasons) as says,
    line_key
from products
