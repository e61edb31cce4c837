-- A scenario for each tenant: the switches of the chosen scenario, and the usage that
-- allocation.without_quantities leaves. Rating these by the same rules says what the bill would be
-- without the tenant.
-- grain: scenario
-- column allowance: Whether the allowance is subtracted: included or none, a switch
-- column rounding: How usage over the allowance is counted: block, pro_rata or floor, a switch
-- column scenario: Tenant whose usage is taken away, in the place of a scenario
select u.tenant as scenario, s.* exclude (scenario)
from (select distinct tenant from allocation.weights) as u
cross join params.selection as t
join params.scenarios as s on s.scenario = t.scenario
