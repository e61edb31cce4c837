-- What to look at, the dearest first within its kind, and the command that shows more of it: a line
-- of the statement explains itself, all else has a report.
-- grain: account, period_id, finding_rank, says
select
    *,
    case kind
        when 'coverage' then 'report coverage_slots'
        when 'suspect' then 'coverage accept ' || subject || ' --reason TEXT'
        when 'rejects' then 'report rejects'
        when 'no statement' then 'report invoices'
        when 'no period' then 'report periods'
        when 'not metered' then 'report lines --all'
        when 'subscription' then 'report subscriptions'
        when 'gaps in logs' then 'report log_gaps'
        when 'logs in part' then 'report log_jobs'
        when 'daily limit' then 'report free_plan_limits'
        when 'tenant map' then 'report tenant_map'
        when 'allowance' then 'report doubts'
        when 'feed' then 'report billable_usage'
        when 'refused list' then 'pull'
        else 'explain ' || case when regexp_full_match(subject, '[\w.]+') then subject
            else '"' || subject || '"' end
    end as next_command
from report.finding_kinds
