-- What to look at in a statement, a row a finding, with the cause that it belongs to: causes that
-- cost money first, then in the order of their kinds. A finding about a line has the
-- variance of that line, with its sign. `cause_usd` is the sum over the cause.
-- grain: account, period_id, finding_number
-- column kind: Kind of the finding, such as variance, coverage or a behaviour
-- column usd: What the finding is worth: of a line its variance; null where it has no amount [USD]
with found as (
    select
        f.* exclude (usd),
        case when f.kind = 'variance' then l.variance_usd else f.usd end::decimal(38, 2) as usd
    from findings.next_commands as f
    left join reconcile.lines as l
        on l.account = f.account and l.period_id = f.period_id
        and l.line_key = if(f.kind = 'variance', f.subject, null)
),
causes as (
    select
        *,
        count(*) over same_cause as cause_findings,
        coalesce(sum(usd) over same_cause, 0)::decimal(38, 2) as cause_usd,
        coalesce(sum(abs(usd)) over same_cause, 0)::decimal(38, 2) as moved_usd,
        min(finding_rank) over same_cause as cause_rank
    from found
    window same_cause as (partition by account, period_id, cause)
)
select
    account,
    period_id,
    row_number() over (
        same_period order by moved_usd > 0 desc, cause_rank, moved_usd desc, cause,
            abs(usd) desc nulls last, says, subject
    ) as finding_number,
    dense_rank() over (
        same_period order by moved_usd > 0 desc, cause_rank, moved_usd desc, cause
    ) as cause_number,
    cause,
    cause_findings,
    cause_usd,
    kind,
    subject,
    usd,
    'USD' as currency,
    says,
    next_command,
    is_dated
from causes
window same_period as (partition by account, period_id)
