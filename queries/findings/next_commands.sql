-- All findings, each with its cause and the command that shows more of it. The cause of a variance
-- is its largest term. Any other finding has its kind as its cause. For a line of the statement the
-- command is `explain`, for anything else a report. `is_dated` says whether the command takes a
-- billing period.
-- grain: account, period_id, finding_rank, says
-- column kind: Kind of the finding, such as variance, coverage or a behaviour
with commands as (
    select unnest([
        {'kind': 'coverage', 'command': 'report coverage_slots', 'is_dated': true},
        {'kind': 'rejects', 'command': 'report rejects', 'is_dated': false},
        {'kind': 'no statement', 'command': 'report invoices', 'is_dated': false},
        {'kind': 'threshold invoice alone', 'command': 'report invoices', 'is_dated': false},
        {'kind': 'no period', 'command': 'report periods', 'is_dated': false},
        {'kind': 'not metered', 'command': 'report lines --all', 'is_dated': true},
        {'kind': 'plan', 'command': 'report subscriptions', 'is_dated': false},
        {'kind': 'subscription', 'command': 'report subscriptions', 'is_dated': false},
        {'kind': 'gaps in logs', 'command': 'report log_gaps', 'is_dated': true},
        {'kind': 'logs in part', 'command': 'report log_jobs', 'is_dated': false},
        {'kind': 'logs as sums', 'command': 'report loads', 'is_dated': false},
        {'kind': 'daily limit', 'command': 'report free_plan_limits', 'is_dated': true},
        {'kind': 'tenant map', 'command': 'report tenant_map', 'is_dated': false},
        {'kind': 'allowance', 'command': 'report doubts', 'is_dated': true},
        {'kind': 'feed', 'command': 'report billable_usage', 'is_dated': true},
        {'kind': 'refused list', 'command': 'pull', 'is_dated': true}
    ], recursive := true)
),
-- A dataset that is complete and shows nothing has no row in report.coverage_slots.
slots as (
    select distinct account, period_id, dataset, true as has_slots
    from usage.dataset_coverage
    where status <> 'complete' or difference is not null
)
select
    f.*,
    -- A variance without an amount is of a line that has no price.
    coalesce(l.cause, if(f.kind = 'variance' and f.usd is null, 'unpriced', f.kind)) as cause,
    coalesce(case
        when g.name is not null then 'report savings'
        when f.kind = 'coverage' and not coalesce(s.has_slots, false) then 'report coverage'
        else c.command
    end, case f.kind
        when 'suspect' then 'coverage accept ' || f.subject || ' --reason TEXT'
        else 'explain ' || case when regexp_full_match(f.subject, '[\w.]+') then f.subject
            when regexp_full_match(f.subject, '[^"$`\\!]+') then '"' || f.subject || '"'
            else shell_word(f.subject) end
    end) as next_command,
    coalesce(c.is_dated, f.kind <> 'suspect') as is_dated
from findings.kinds as f
left join commands as c using (kind)
left join (select distinct name from ref.signatures) as g on g.name = f.kind
left join slots as s
    on s.account = f.account and s.period_id = f.period_id and s.dataset = f.subject
left join findings.line_causes as l
    on l.account = f.account and l.period_id = f.period_id
    and l.line_key = if(f.kind = 'variance', f.subject, null) and l.is_main
