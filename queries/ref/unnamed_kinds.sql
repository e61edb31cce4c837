-- Kinds of the tenant map whose names not every answer has, or none: why a line of such a kind
-- matches nothing.
-- grain: kind
-- kind: declaration
select null::varchar as kind, null::varchar as says, null::varchar as source_url
where false
