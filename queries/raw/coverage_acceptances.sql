-- Ranges of days of a dataset that a person has accepted: the dataset shows nothing because there
-- was nothing. The end is exclusive.
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
