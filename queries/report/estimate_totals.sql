-- The total of an estimate. Lines without a price are counted and not taken as zero.
-- grain: account, scenario
select
    a.account,
    s.scenario,
    a.plan,
    coalesce(sum(l.amount_usd), 0)::decimal(38, 2) as total_usd,
    count(l.sku) filter (where l.amount_usd is null) as unpriced_lines
from params.accounts as a
cross join params.scenarios as s
left join report.estimate_lines as l using (account, scenario)
group by a.account, s.scenario, a.plan
