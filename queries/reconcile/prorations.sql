-- Invoice lines that charge or credit a part of a subscription's period, as after a change of plan.
-- They are recognised by their wording, or because the amount is to the cent the price times the
-- days over the days of the period. `prorated_usd` is the amount that the days give, with the sign
-- of the line. The period is the one around the days, else the month up to their end, else the
-- cycle of the subscription. The wordings and the rule by days are inferred.
-- grain: invoice_id, line_number
-- see: https://developers.cloudflare.com/billing/understand/billing-policy/
-- column price_usd: Price of the subscription for its whole period; null where it is not known
-- column price_usd: [USD]
-- column prorated_usd: Amount that the days give, with the sign of the line; null where it is not
-- column prorated_usd: known [USD]
-- column quantity: Subscriptions that the line is about, one where it prints none [count]
with lines as (
    select
        l.invoice_id,
        l.line_number,
        l.account,
        w.sku,
        l.starts_on,
        l.ends_on,
        coalesce(abs(l.quantity), 1)::decimal(38, 9) as quantity,
        l.amount_usd,
        prorated_wording(l.wording) is not null as is_worded
    from staging.invoice_lines as l
    join ref.invoice_wordings as w
        on lower(w.wording) = lower(coalesce(prorated_wording(l.wording), l.wording))
        and w.line_shape = 'subscription'
    where prorated_wording(l.wording) is not null or not is_month(l.starts_on, l.ends_on)
),
cycles as (
    select l.*, 1 as rank, p.starts_on as cycle_starts_on, p.ends_on as cycle_ends_on, b.price_usd
    from lines as l
    join params.periods as p
        on p.account = l.account and p.starts_on <= l.starts_on and p.ends_on >= l.ends_on
    join rating.price_rows as b
        on b.sku = l.sku and b.starts_on <= l.starts_on and b.ends_on > l.starts_on
    union all
    select l.*, 2, (l.ends_on - to_months(1))::date, l.ends_on, b.price_usd
    from lines as l
    join rating.price_rows as b
        on b.sku = l.sku and b.starts_on <= l.starts_on and b.ends_on > l.starts_on
    union all
    select l.*, 3, s.cycle_starts_on, s.cycle_ends_on, s.price_usd
    from lines as l
    join params.subscriptions as s on s.account = l.account and s.sku = l.sku
    where s.currency = 'USD'
),
shares as (
    select
        *,
        ends_on - starts_on as days,
        cycle_ends_on - cycle_starts_on as cycle_days,
        try(half_up_div(
            billionths(quantity) * price_picos(price_usd) * (ends_on - starts_on),
            (cycle_ends_on - cycle_starts_on) * 10000000000::hugeint * 1000000000
        )) as cents
    from cycles
    where cycle_starts_on <= starts_on and cycle_ends_on >= ends_on
        and ends_on - starts_on < cycle_ends_on - cycle_starts_on
),
placed as (
    select
        l.* exclude (quantity),
        s.days,
        s.cycle_days,
        s.price_usd,
        l.quantity,
        cents_to_usd(if(l.amount_usd < 0, -s.cents, s.cents))::decimal(38, 2) as prorated_usd,
        coalesce(s.cents = abs(usd_to_cents(l.amount_usd)), false) as is_fit
    from lines as l
    left join shares as s using (invoice_id, line_number)
    qualify row_number() over (
        partition by l.invoice_id, l.line_number
        order by is_fit desc, s.rank, s.price_usd, s.cycle_days
    ) = 1
)
select * exclude (account, amount_usd)
from placed
where is_worded or (is_fit and amount_usd <> 0)
