-- What the excess use of a thing on a day would cost in a month: the bill of such a month less the
-- bill without the excess, after allowances and rounding. A small excess that happens to start a
-- block costs at most thirty days of the excess at list prices. Usage without a price has no cost.
-- grain: account, thing, meter, usage_on
-- kind: table
-- empty without: params.as_of
with costs as (
    select
        w.account,
        w.scenario,
        sum(a.amount_usd - w.amount_usd)::decimal(38, 2) as usd_month
    from foresight.change_charges as w
    join foresight.change_charges as a
        on a.account = w.account and a.period_id = w.period_id and a.sku = w.sku
        and a.scenario = 'with ' || w.scenario[-10:]
    where not starts_with(w.scenario, 'with ')
    group by w.account, w.scenario
)
select
    c.* exclude (list_micros),
    least(
        coalesce(s.usd_month, 0), cents_to_usd(half_up_div(c.list_micros::hugeint, 10000))
    )::decimal(38, 2) as usd_month
from foresight.change_days as c
left join costs as s
    on s.account = c.account and s.scenario = c.thing || ' ' || c.meter || ' ' || c.usage_on
