-- A scenario for each behaviour and place: the switches of the chosen scenario, and the usage that
-- findings.case_quantities gives it. Rating these by the same rules says what the bill would be
-- without the behaviour.
-- grain: scenario
-- column allowance: Whether the allowance is subtracted: included or none, a switch
-- column rounding: How usage over the allowance is counted: block, pro_rata or floor, a switch
-- column scenario: Behaviour and place whose usage is taken away, in the place of a scenario
select u.signature || ' ' || u.place as scenario, s.* exclude (scenario)
from (select distinct signature, place from findings.signature_places) as u
cross join params.selection as t
join params.scenarios as s on s.scenario = t.scenario
