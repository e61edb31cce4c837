-- Lines of your budgets that cannot be used, with the reason: by themselves, or because another
-- line is a budget of the same on the same day.
-- grain: load_id, line
-- kind: table
-- empty without: staging.budget_rows
with usable as (
    select r.*
    from staging.budget_rows as r
    join staging.budget_reasons as p using (load_id, line)
    where p.reason is null
),
reasons as (
    select load_id, line, reason from staging.budget_reasons where reason is not null
    union all
    select b.load_id, b.line, min(printf(
        '%s has another budget from %s on (row %d)', coalesce(b.name, 'the account'),
        greatest(a.from_on, b.from_on)::varchar, a.line
    ))
    from usable as a
    join usable as b
        on b.account = a.account and b.scope = a.scope and b.name is not distinct from a.name
        and b.from_on < a.to_on and b.to_on > a.from_on
        and (b.load_id, b.line) > (a.load_id, a.line)
    group by b.load_id, b.line
)
select
    r.load_id,
    r.account,
    r.line,
    p.reason,
    concat_ws(',', r.scope, r.name, r.amount_usd, r.valid_from, r.valid_to) as content
from reasons as p
join raw.budgets as r using (load_id, line)
