-- Kinds of the tenant map whose names are in only some answers, or in none, with the reason why a
-- line of such a kind matches nothing.
-- grain: kind
-- kind: declaration
select null::varchar as kind, null::varchar as says, null::varchar as source_url
where false
