-- Lists of the REST API whose newest answer is a refusal, with its text. An answer that a person
-- saved without its time counts as the newest.
-- grain: account, name
with newest as (
    select account, name, captured_at, why
    from raw.list_answers
    qualify row_number() over (
        partition by account, name
        order by captured_at desc nulls first, why is null desc, why, load_id
    ) = 1
)
select account, name, captured_at, why
from newest
where why is not null
