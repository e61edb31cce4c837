-- Worker scripts. Of several answers the newest counts.
-- grain: account, script
-- kind: table
select account, script
from raw.scripts
qualify row_number() over (
    partition by account, script order by captured_at desc nulls last, load_id desc
) = 1
