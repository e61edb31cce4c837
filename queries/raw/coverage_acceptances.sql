-- Days of a dataset, from one to before another, of which a person has said that they show nothing
-- because there was nothing.
-- grain: account, dataset, from_on
-- kind: declaration
select
    null::varchar as account,
    null::varchar as dataset,
    null::date as from_on,
    null::date as to_on,
    null::varchar as reason,
    null::timestamp as accepted_at
where false
