-- Every invoice line with the statement that it belongs to. Usage belongs to the period of its own
-- dates, so a correction on a later invoice keeps its period. A subscription belongs to the period
-- before its first day, a charge for part of one to the period of its days. Lines without matching
-- dates, and balances, belong to the statement of their invoice. So does a line of an earlier
-- period whose own invoice was not loaded: `earlier_period`.
-- grain: invoice_id, line_number
-- kind: table
-- column period_id: Billing period whose statement the line belongs to; null where none is known
-- column period_id: [day UTC]
with lines as (
    select l.*, m.period_id as main_period, b.starts_on as main_starts_on
    from reconcile.named_lines as l
    left join reconcile.invoice_mains as m using (invoice_id)
    left join params.periods as b on b.account = l.account and b.period_id = m.period_id
),
dated as (
    select
        l.*,
        case
            when (l.sku is null or l.is_prorated) and p.period_id > l.main_period
                then l.main_period
            when l.other_kind = 'past_due' then l.main_period
            else p.period_id
        end as own_period
    from lines as l
    left join params.periods as p
        on p.account = l.account and case
            when l.line_shape = 'subscription' and not l.is_prorated
                then l.starts_on >= p.ends_on and l.starts_on < p.ends_on + to_months(1)
            else l.starts_on >= p.starts_on and l.starts_on < p.ends_on
        end
    qualify row_number() over (
        partition by l.invoice_id, l.line_number order by p.starts_on desc
    ) = 1
),
judged as (
    select
        d.*,
        coalesce(
            d.own_period is distinct from d.main_period and d.main_period is not null
                and d.own_period not in (
                    select m.period_id
                    from reconcile.invoice_mains as m
                    where m.account = d.account
                ),
            d.starts_on < d.main_starts_on and d.other_kind is null,
            false
        ) as is_of_earlier_period
    from dated as d
)
select
    invoice_id,
    line_number,
    account,
    case when is_of_earlier_period then main_period
        else coalesce(own_period, main_period) end as period_id,
    description,
    starts_on,
    ends_on,
    sku,
    line_shape,
    printed_scale,
    coalesce(other_kind, case when is_of_earlier_period then 'earlier_period' end) as other_kind,
    is_credit,
    is_prorated,
    prorated_usd,
    is_detail,
    quantity,
    last_digit(quantity_decimals) as last_digit,
    printed_price_usd,
    printed_per,
    amount_usd
from judged
