-- Lines whose difference is beyond the tolerance, by the id that a break keeps. A break is
-- explained if all its causes are expected ones. Another count, price or allowance than ours is a
-- difference to follow up. If a price is unknown, the dollars are unknown too.
-- grain: break_id
with kinds as (
    select
        *,
        case
            when status in ('unpriced', 'not_invoiced', 'unknown_line') then status
            else 'amount'
        end as kind
    from reconcile.lines
    where status = 'unpriced' or (variance_usd <> 0 and not is_tolerated)
),
causes as (
    select
        account,
        period_id,
        line_key,
        any_value(cause) filter (where is_main) as cause,
        any_value(says) filter (where is_main) as says,
        bool_and(usd = 0 or cause in ('cut-off', 'rounding', 'proration', 'credit and tax'))
            as is_explained
    from findings.line_causes
    group by account, period_id, line_key
)
select
    left(sha256(concat_ws(chr(10), l.account, l.period_id, l.line_key, l.kind)), 10) as break_id,
    l.account,
    l.period_id,
    l.line_key,
    l.kind,
    coalesce(k.name, l.invoice_line) as name,
    l.variance_usd as usd,
    c.cause,
    c.says,
    l.kind = 'amount' and coalesce(c.is_explained, false) as is_explained
from kinds as l
left join ref.skus as k using (sku)
left join causes as c using (account, period_id, line_key)
