-- Which meters and observations a signature reads: the `measured` ones are compared with those that
-- they count `per`. Without the behaviour the usage of its `spared` meters would not be there.
-- grain: signature, role, figure
-- kind: declaration
select null::varchar as signature, null::varchar as role, null::varchar as figure
where false
