-- Behaviours that cost more than they need: what tells one, its name in words, and the documented
-- cure. A resource's day shows the behaviour if its measure reaches `threshold` over
-- `threshold_of`, and if it is large enough to matter (`at_least`). Smaller resources, from
-- `at_least_each`, are judged together; where that is null, they are not judged. `told_when` says
-- so in words, with the numbers as names in braces. Ending the behaviour lowers the bill, unless it
-- only says who pays (`is_saving`). `source_url` is a public case or the page that explains the
-- cost.
-- grain: signature
-- kind: declaration
select
    null::varchar as signature,
    null::varchar as name,
    null::varchar as told_when,
    null::hugeint as threshold,
    null::hugeint as threshold_of,
    null::hugeint as at_least,
    null::hugeint as at_least_each,
    null::boolean as is_saving,
    null::varchar as says,
    null::varchar as cure,
    null::varchar as cure_url,
    null::varchar as source_url
where false
