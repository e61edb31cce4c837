-- The total of the statement in each case. A SKU without a forecast counts with its known days. A
-- line without a price does not count in any case.
-- grain: account, period_id, scenario
-- kind: table
-- empty without: params.as_of
with flat as (
    select account, period_id, sum(amount_usd) as amount_usd
    from foresight.flat_lines
    group by account, period_id
)
select
    c.account,
    c.period_id,
    c.scenario,
    (coalesce(sum(c.amount_usd), 0) + coalesce(any_value(f.amount_usd), 0))::decimal(38, 2)
        as amount_usd
from foresight.forecast_charges as c
left join flat as f using (account, period_id)
group by c.account, c.period_id, c.scenario
