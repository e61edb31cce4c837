-- Lines where the charge differs from the calculation that a dispute makes from the usage of each
-- day.
-- grain: problem
-- partition: account, period_id
select distinct printf(
    '%s %s: calculated from its days it is $%s, but the charge is $%s', d.period_id, d.line_key,
    d.line_usd::varchar, c.amount_usd::varchar
) as problem
from report.dispute_calculation as d
join params.selection as s on true
join params.scenarios as n using (scenario)
join rating.charges as c
    on c.account = d.account and c.period_id = d.period_id and c.sku = d.line_key
    and c.scenario = s.scenario
where c.amount_usd is not null and d.line_usd <> c.amount_usd
    and n.neurons_allowance = 'cycle_pool'
