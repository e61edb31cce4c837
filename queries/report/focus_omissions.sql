-- What the FOCUS rows of a billing period leave out, and why: balances and payments, which are no
-- charges, lines whose amount nobody knows, usage that is not complete, and corrections to book.
-- grain: account, period_id, says
with periods as (select * from report.periods)
select m.account, coalesce(n.period_id, m.period_id) as period_id, printf(
    '%s of %s: a balance of another invoice is no charge', m.description, dollars(sum(m.amount_usd))
) as says
from reconcile.matched_lines as m
left join reconcile.invoice_mains as n using (invoice_id)
where m.other_kind = 'past_due' and not m.is_detail
group by m.account, coalesce(n.period_id, m.period_id), m.description
union all
select a.account, n.period_id, printf('%s of %s printed below the lines is no charge',
    replace(a.kind, '_', ' '), dollars(sum(a.amount_usd)))
from staging.invoice_adjustments as a
join reconcile.invoice_mains as n using (invoice_id)
where a.kind in ('paid', 'past_due') and a.amount_usd <> 0
group by a.account, n.period_id, a.kind
union all
select l.account, l.period_id, printf('%s, without an invoice of unknown amount: %s',
    replace(l.status, '_', ' '), string_agg(l.line_key, ', ' order by l.line_key))
from reconcile.lines as l
anti join reconcile.statements as s using (account, period_id)
where l.predicted_usd is null
group by l.account, l.period_id, l.status
union all
select account, period_id, 'usage is not complete: it is known up to ' || usage_complete_to
from periods
where not is_complete and invoices = 0
union all
select account, period_id, printf('%s moved after the close waits for the next billing period',
    dollars(sum(change_usd)))
from params.corrections
where booked_in is null
group by account, period_id
