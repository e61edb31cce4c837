-- How much of a daily limit of a free plan a behaviour uses on its busiest day, a row per SKU. For
-- duration the words also give the figure in Cloudflare's own unit, microseconds of 128 MB.
-- grain: account, period_id, signature, place, sku
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
with spared as (
    select
        u.account,
        u.period_id,
        u.signature,
        u.place,
        n.sku,
        u.usage_on,
        sum(u.total * n.numerator)::hugeint as numerator,
        sum(u.total) filter (where u.meter = 'durable_objects.active_us')::hugeint as active_us
    from findings.signature_usage as u
    cross join params.selection as t
    join params.accounts as a on a.account = u.account
    join ref.plans as l on l.plan = a.plan and not l.is_paid
    join rating.numerators as n
        on n.account = u.account and n.period_id = u.period_id and n.meter = u.meter
        and n.scenario = t.scenario
    group by all
),
shares as (
    select
        s.*,
        k.name,
        k.unit,
        l.limit_numerator,
        l.limit_denominator,
        d.denominator,
        ratio_9(s.numerator * l.limit_denominator * 100, d.denominator * l.limit_numerator)
            as used_percent
    from spared as s
    cross join params.selection as t
    join ref.free_limits as l on l.sku = s.sku and l.per = 'day'
    join ref.skus as k on k.sku = s.sku
    join rating.denominators as d
        on d.account = s.account and d.period_id = s.period_id and d.scenario = t.scenario
        and d.sku = s.sku
),
places as (
    select
        account,
        period_id,
        signature,
        place,
        sku,
        any_value(name) as name,
        any_value(unit) as unit,
        ratio_9(any_value(limit_numerator), any_value(limit_denominator)) as daily_limit,
        any_value(limit_numerator * denominator // limit_denominator // 128) as limit_us,
        max(active_us) as active_us,
        max(used_percent) as used_percent,
        min(usage_on) filter (where used_percent > 100) as first_over_on,
        count(*) filter (where used_percent > 100) as days_over
    from shares
    group by account, period_id, signature, place, sku
)
select
    * exclude (name, unit, daily_limit, limit_us, active_us),
    printf(
        '%s: up to %s %% of a day''s limit of %s %s',
        name, grouped_digits(used_percent::decimal(28, 0)), grouped_digits(daily_limit),
        plural_unit(daily_limit, unit)
    ) || coalesce(printf(
        ' (in microseconds of 128 MB: %s of %s)',
        grouped_digits(active_us), grouped_digits(limit_us)
    ), '') as says
from places
