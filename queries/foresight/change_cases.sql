-- Scenarios that price a change of level: one for each month that is rated, with the switches of
-- the chosen scenario.
-- grain: scenario
-- kind: table
-- empty without: params.as_of
select q.scenario, s.* exclude (scenario)
from (select distinct scenario from foresight.change_quantities) as q
cross join params.selection as t
join params.scenarios as s on s.scenario = t.scenario
