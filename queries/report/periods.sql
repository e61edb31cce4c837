-- Billing periods with what is known about them: bounds, invoices, the day up to which usage is
-- complete, and whether logs cover them. In a running period only usage that should have arrived
-- by now can be missing. A day that two periods share does not show that either has usage; answers
-- without a field that is billed do, because what they count is unknown. A
-- suspect day is incomplete if it may have lost more than the tolerance of a line. `unnamed`
-- counts rows of the tenant map that match nothing while a list of names was refused.
-- grain: account, period_id
-- column is_suspect: Whether a day looks as if it had lost more than is tolerated
-- column length_says: That it is longer than any billing period: its end may be meant as the last
-- column length_says: day; null where it is not
-- column source: What the bounds rest on: stated, invoice, subscription, anniversary or assumed
with suspect_periods as (
    select distinct l.account, l.period_id, l.dataset, l.usage_on
    from usage.lost_days as l
    join reconcile.suspects as s using (account, period_id, dataset)
    where s.is_beyond_tolerance
    union
    select account, period_id, dataset, usage_on from reconcile.silences
    where not is_settled and level <> 'account'
),
slots as (
    select c.*, c.status = 'suspect' and d.usage_on is not null as is_suspect
    from usage.dataset_coverage as c
    left join suspect_periods as d using (account, period_id, dataset, usage_on)
),
gaps as (
    select
        account,
        period_id,
        count(distinct dataset) as datasets,
        min(starts_at) filter (
            where status not in ('complete', 'sampled', 'suspect') or is_suspect
        ) as gap_at,
        bool_or(is_missing_status(status) or is_suspect) as is_lacking,
        bool_or(is_suspect) as is_suspect,
        bool_or(has_answer and ends_at - starts_at = to_days(1)) as has_usage
    from slots
    group by account, period_id
)
select
    p.account,
    p.period_id,
    p.starts_on,
    p.ends_on,
    p.starts_at,
    p.ends_at,
    p.source,
    coalesce(s.invoices, 0) as invoices,
    coalesce(g.datasets, 0) as datasets,
    case when g.datasets > 0 then coalesce(g.gap_at::date, p.ends_on) else p.starts_on end
        as usage_complete_to,
    case when g.datasets > 0 then coalesce(g.gap_at, p.ends_at) else p.starts_at end
        as usage_complete_at,
    coalesce(g.datasets > 0 and not g.is_lacking, false) as is_complete,
    coalesce(g.is_suspect, false) as is_suspect,
    p.account in (select account from findings.unnamed_rows) as is_unnamed,
    coalesce(g.has_usage, false) or (p.account, p.period_id) in (
        select (c.account, c.period_id) from usage.coverage as c where c.lacks is not null
    ) as has_usage,
    l.period_id is not null as has_logs,
    case when p.source = 'stated' and p.ends_on - p.starts_on > longest_period_days() then printf(
        'The stated period has %d days, and a billing period has at most %d. '
            || 'Its end, %s, is not part of it.',
        p.ends_on - p.starts_on, longest_period_days(), p.ends_on::varchar
    ) end as length_says
from params.periods as p
left join reconcile.statements as s using (account, period_id)
left join gaps as g using (account, period_id)
left join logs.period_spans as l using (account, period_id)
