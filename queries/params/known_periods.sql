-- Billing periods with known bounds: stated by a person, or read from the dates of an invoice. The
-- period is the range that most usage lines of the invoice print. Lines with a known wording count
-- before others, and lines that charge or credit part of a period do not count. A subscription line
-- for a month gives the bounds of the next period. A threshold invoice may print only the days up
-- to its cut, and the remainder only those after it: two ranges that make a month are one period, a
-- cut range is a month from its first day, and a part of a longer range is no period. A stated
-- period replaces those that it overlaps, for one run.
-- grain: account, starts_on
-- kind: table
-- see: https://developers.cloudflare.com/billing/manage/invoices/
-- see: https://developers.cloudflare.com/billing/threshold-billing/
with printed as (
    select
        l.account,
        l.invoice_id,
        l.starts_on,
        l.ends_on,
        w.line_shape is not null as is_known,
        coalesce(w.line_shape = 'subscription', false) as is_flat,
        l.is_cut,
        count(*) as lines
    from staging.invoice_periods as l
    left join ref.invoice_wordings as w on lower(w.wording) = lower(l.wording)
    where prorated_wording(l.wording) is null
        and (w.wording is not null or not exists (
            select 1
            from ref.other_lines as o
            where regexp_matches(lower(l.wording), '\b' || o.words || '\b')
        ))
    group by all
),
usage_ranges as (
    select account, starts_on, ends_on, is_cut
    from printed
    where not is_flat
    qualify row_number() over (
        partition by account, invoice_id
        order by is_known desc, lines desc, ends_on desc, starts_on
    ) = 1
),
united_ranges as (
    select distinct one.account, one.starts_on, other.ends_on
    from usage_ranges as one
    join usage_ranges as other
        on other.account = one.account and other.starts_on = one.ends_on
        and not other.is_cut and is_month(one.starts_on, other.ends_on)
),
flat_ranges as (
    select distinct account, starts_on, ends_on, 'invoice, in advance' as source
    from printed
    where is_flat and is_month(starts_on, ends_on)
),
ranked as (
    select account, starts_on, ends_on, 'stated' as source, 1 as rank from params.stated_periods
    union all
    select account, starts_on, ends_on, 'invoice', 2 from usage_ranges
    union all
    select account, starts_on, ends_on, 'invoice', 2 from united_ranges
    union all
    select account, starts_on, (starts_on + to_months(1))::date, 'invoice', 5
    from usage_ranges
    where is_cut and ends_on < starts_on + to_months(1)
    union all
    select *, 3 from flat_ranges
    union all
    select account, cycle_starts_on, cycle_ends_on, 'subscription', 4
    from params.subscriptions
    where is_cycle and cycle_starts_on < cycle_ends_on
),
longest as (
    select *
    from ranked
    qualify row_number() over (
        partition by account, starts_on order by rank = 1 desc, ends_on desc, rank
    ) = 1
)
select l.account, l.starts_on, l.ends_on, l.source
from longest as l
where not exists (
    select 1
    from longest as w
    where w.account = l.account
        and (w.starts_on, w.ends_on) <> (l.starts_on, l.ends_on)
        and case
            when (w.rank = 1 and l.rank > 1)
                or (l.rank = 5 and w.rank < 5 and is_month(w.starts_on, w.ends_on))
                then w.starts_on < l.ends_on and w.ends_on > l.starts_on
            else w.starts_on <= l.starts_on and w.ends_on >= l.ends_on and l.rank > 1
        end
)
