-- What each scenario predicts for a statement, and how far that is from the chosen scenario.
-- grain: account, period_id, scenario
-- column predicted_usd: Sum of the lines under the scenario, lines without a price left out [USD]
with charges as (
    select c.account, c.period_id, c.scenario, c.amount_usd
    from rating.charges as c
    join params.scenarios as b on b.scenario = c.scenario and b.bound is null
    join reconcile.predictions as p using (account, period_id, sku)
    union all
    select f.account, p.period_id, f.scenario, f.amount_usd
    from rating.flat_charges as f
    join params.scenarios as b on b.scenario = f.scenario and b.bound is null
    join params.periods as p on p.account = f.account and p.ends_on = f.charged_on
),
totals as (
    select
        account,
        period_id,
        scenario,
        sum(amount_usd)::decimal(38, 2) as predicted_usd,
        count(*) filter (where amount_usd is null) as unpriced_lines
    from charges
    group by account, period_id, scenario
)
select t.*, (t.predicted_usd - c.predicted_usd)::decimal(38, 2) as difference_usd
from totals as t
join params.selection as s on true
join totals as c
    on c.account = t.account and c.period_id = t.period_id and c.scenario = s.scenario
