-- What to look at, each with its cause, its dollars and the command that shows more of it.
-- `is_dated` says whether the command takes a billing period.
-- grain: account, period_id, finding_rank, says
-- column kind: Kind of the finding, such as variance, coverage or a behaviour
-- column usd: What the finding is worth; null where it has no amount [USD]
select
    account,
    period_id,
    finding_rank,
    kind,
    usd,
    says,
    subject,
    cause,
    next_command,
    is_dated
from findings.next_commands
