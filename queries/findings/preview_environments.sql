-- Scripts whose requests on a day were all in environments of previews, by the environment's name.
-- grain: account, script, usage_on
-- partition: account, usage_on
select account, script, usage_on
from staging.workers_invocations
where script in (select script from staging.workers_invocations where environment is not null)
group by account, script, usage_on
having bool_and(coalesce(regexp_matches(
    environment, '^(pr|mr|pull|previews?)([-_/]?\d+)?$|^(pr|preview)[-_/]|[-_]preview$'
), false))
