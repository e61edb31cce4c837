-- What to look at, each with its cause, its dollars and the command that shows more of it.
-- `is_dated` says whether the command takes a billing period.
-- grain: account, period_id, finding_rank, says
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
