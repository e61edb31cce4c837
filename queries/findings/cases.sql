-- A scenario for each behaviour and place: the switches of the chosen scenario, and the usage that
-- findings.case_quantities gives it. Rating these by the same rules says what the bill would be
-- without the behaviour.
-- grain: scenario
select u.signature || ' ' || u.place as scenario, s.* exclude (scenario)
from (select distinct signature, place from findings.signature_places) as u
cross join params.selection as t
join params.scenarios as s on s.scenario = t.scenario
