-- From the predicted to the invoiced amount of a statement, and on to what is to be paid. Bars
-- begin and end at thousandths of the width. The axis begins at zero. Where the changes are so
-- small beside the totals that nobody would see them, it begins at `axis_usd`.
-- grain: account, period_id, step_number
-- column kind: Whether the step is a total or a change from the one before
-- column step_number: Order of the steps [number]
-- column usd: Amount of a total, or what a change adds [USD]
with running as (
    select
        *,
        usd_to_cents(usd) as cents,
        (sum(case when kind = 'change' or place = 0 then usd_to_cents(usd) else 0 end) over (
            partition by account, period_id order by place, step
        ))::hugeint as after_cents
    from report.chargeback_steps
),
spans as (
    select
        account,
        period_id,
        min(after_cents) as lowest,
        max(after_cents) as highest,
        max(after_cents) - min(after_cents) as span
    from running
    group by account, period_id
),
axes as (
    select
        *,
        case when span > 0 and lowest > 4 * span then ((lowest - span) // 100) * 100
            else least(lowest, 0) end as axis,
        greatest(highest, 0) as top
    from spans
)
select
    r.account,
    r.period_id,
    row_number() over (partition by r.account, r.period_id order by r.place, r.step) as step_number,
    r.kind,
    r.step,
    r.names,
    r.usd,
    cents_to_usd(r.after_cents)::decimal(38, 2) as after_usd,
    'USD' as currency,
    half_up_div((case when r.kind = 'total' then greatest(a.axis, 0)
        else r.after_cents - r.cents end - a.axis) * 1000, greatest(a.top - a.axis, 1))::integer
        as from_permille,
    half_up_div((r.after_cents - a.axis) * 1000, greatest(a.top - a.axis, 1))::integer
        as to_permille,
    cents_to_usd(a.axis)::decimal(38, 2) as axis_usd
from running as r
join axes as a using (account, period_id)
