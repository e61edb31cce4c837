-- The ways in which a statement is divided, side by side: as policies.csv chooses, and by each
-- policy for all SKUs.
-- grain: plan
-- column place: Order of the ways, the chosen one first [rank]
select plan, place
from (
    select unnest([
        'chosen', 'proportional', 'even', 'weights', 'direct_only', 'platform_keeps_allowance'
    ]) as plan, unnest(range(6)) as place
)
