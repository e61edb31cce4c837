-- A scenario for each case of the forecast period, with the switches of the chosen scenario.
-- Rating them by the rules of the bill says what the bill would be.
-- grain: scenario
-- kind: table
-- empty without: params.as_of
select q.scenario, s.* exclude (scenario)
from (select distinct scenario from foresight.forecast_quantities) as q
cross join params.selection as t
join params.scenarios as s on s.scenario = t.scenario
