-- What a statement was made from: its inputs, prices and settings, so that it can be made again.
-- grain: account, period_id, item_number
-- column says: What was used, in words
with prices as (
    select left(sha256(string_agg(concat_ws('|', b.sku, b.unit, b.per_quantity, b.price_usd,
        b.included_quantity, b.allowance, b.rounding, b.plan, b.effective_from, b.effective_to,
        b.known_on), chr(10) order by b.sku, b.effective_from, b.known_on, b.plan)), 16) as digest,
        max(known_on) as known_on, count(*) as price_rows
    from ref.price_book as b
),
answers as (
    select account, count(*) as answers, min(window_starts_at) as first_at,
        max(window_ends_at) as last_at
    from staging.captures
    where is_newest
    group by account
),
replaced as (
    select string_agg(path, ', ' order by path) as paths
    from params.replaced_rules
)
select p.account, p.period_id, i.number as item_number, i.item as item, i.says as says
from params.periods as p
cross join params.selection as s
cross join prices as b
cross join replaced as r
left join answers as a using (account)
cross join lateral (
    select unnest([
        {'number': 1, 'item': 'account', 'says': p.account},
        {'number': 2, 'item': 'period', 'says': printf('%s to %s UTC (end exclusive)',
            p.starts_on::varchar, p.ends_on::varchar)},
        {'number': 3, 'item': 'usage', 'says': coalesce(printf('%s saved answers, %s to %s UTC',
            grouped_digits(a.answers), strftime(a.first_at, '%Y-%m-%d %H:%M'),
            strftime(a.last_at, '%Y-%m-%d %H:%M')), 'no saved answers')},
        {'number': 4, 'item': 'price book', 'says': printf('%s, %s rows, newest of %s', b.digest,
            grouped_digits(b.price_rows), b.known_on::varchar)},
        {'number': 5, 'item': 'scenario', 'says': s.scenario},
        {'number': 6, 'item': 'rules replaced', 'says': coalesce(r.paths, 'none')}
    ]) as i
) as items
