-- The newest answer for each list of the REST API: when it was asked for, and the text of a
-- refusal. An answer that a person saved without its time counts as the newest.
-- grain: account, name
select account, name, captured_at, why
from raw.list_answers
qualify row_number() over (
    partition by account, name
    order by captured_at desc nulls first, why is null desc, why, load_id
) = 1
