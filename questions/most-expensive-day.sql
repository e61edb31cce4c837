-- title: Most expensive day, and why
-- The day on which the usage of the period was worth most, and its lines by how far each was above
-- an average day. A line's dollars (invoiced, else predicted) are divided among the days by the
-- usage of each; charges without usage, such as the plan, are left out.
-- theme: Money
-- meters: all
-- parameter: rows = 10; at most so many lines
-- empty: No metered usage of this period costs anything.
with lines as (
    select sku, usd_to_cents(coalesce(invoiced_usd, predicted_usd)) as cents
    from reconcile.lines
    where account = $account and period_id = $period
        and coalesce(invoiced_usd, predicted_usd) <> 0
),
quotas as (
    select
        q.sku,
        q.usage_on,
        l.cents,
        quota_base(l.cents, q.numerator, sum(q.numerator) over same_line) as base,
        quota_rest(l.cents, q.numerator, sum(q.numerator) over same_line) as rest
    from rating.day_quantities as q
    join params.selection as s using (scenario)
    join lines as l using (sku)
    where q.account = $account and q.period_id = $period and q.numerator > 0
    window same_line as (partition by q.sku)
),
days as (
    select
        sku,
        usage_on,
        cents as line_cents,
        quota_dealt(
            cents,
            base,
            sum(base) over same_line,
            row_number() over (same_line order by rest desc, usage_on)
        ) as cents
    from quotas
    window same_line as (partition by sku)
),
most_expensive as (
    select usage_on, sum(cents) as day_cents
    from days
    group by usage_on
    order by day_cents desc, usage_on
    limit 1
),
period_days as (
    select count(distinct usage_on) as days
    from params.billing_days
    where account = $account and period_id = $period
)
select
    d.usage_on,
    cents_to_usd(t.day_cents)::decimal(38, 2) as day_usd,
    coalesce(k.name, d.sku) as line,
    cents_to_usd(d.cents)::decimal(38, 2) as line_usd,
    cents_to_usd(half_up_div(d.line_cents, p.days))::decimal(38, 2) as average_day_usd,
    cents_to_usd(d.cents - half_up_div(d.line_cents, p.days))::decimal(38, 2) as above_usd
from days as d
join most_expensive as t using (usage_on)
cross join period_days as p
left join ref.skus as k using (sku)
order by above_usd desc, line_usd desc, line
limit $rows::integer
