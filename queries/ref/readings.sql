-- Scenarios that read a rule in another way that no page excludes, in words: what `base` counts,
-- and what the scenario counts instead.
-- grain: scenario
-- kind: declaration
select
    null::varchar as scenario,
    null::varchar as ours,
    null::varchar as other,
    null::varchar as source_url
where false
