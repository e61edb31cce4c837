-- Lists of the REST API whose newest answer is a refusal, with its text.
-- grain: account, name
select account, name, captured_at, why
from staging.newest_lists
where why is not null
