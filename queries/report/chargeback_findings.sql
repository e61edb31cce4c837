-- What to look at in a statement, the most dollars first, a row a finding, with the cause that it
-- belongs to. `cause_usd` is the sum over the cause, signed where it is of lines.
-- grain: account, period_id, finding_number
select
    c.account,
    c.period_id,
    row_number() over (
        partition by c.account, c.period_id
        order by c.cause_number, f.usd desc nulls last, f.says, f.subject
    ) as finding_number,
    c.cause_number,
    c.cause,
    c.parts as cause_findings,
    c.usd as cause_usd,
    f.kind,
    f.subject,
    f.usd,
    'USD' as currency,
    coalesce(f.says, c.says) as says,
    f.next_command,
    f.is_dated
from findings.causes as c
left join findings.next_commands as f using (account, period_id, cause)
