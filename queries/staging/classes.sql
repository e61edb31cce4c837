-- Durable Object classes as a person described them. A line without a script is about every class
-- of that name.
-- grain: account, script, class
-- kind: table
select distinct
    account,
    nullif(trim(script), '') as script,
    trim(class) as class,
    trim(mode) as mode,
    nullif(trim(compatibility_date), '')::date as compatible_from
from raw.classes
where (load_id, line) not in (select (load_id, line) from staging.class_problems)
