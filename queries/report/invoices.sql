-- The invoices that are loaded: number, the days that most of its usage lines cover (of its other
-- lines if it has none; of as many lines the later days, because lines of earlier days are
-- corrections), the number of lines, its sums, and missing or repeated pages. Without a
-- printed subtotal it is the sum of the lines without tax, credits and balances.
-- grain: invoice_id
-- column ends_on: Day after the last that most of its usage lines print; null where none prints
-- column ends_on: dates [day UTC]
-- column kind: Whether the invoice is regular, or cut at a threshold before the end of the cycle
-- column lines: Lines that the invoice prints [count]
-- column starts_on: First day that most of its usage lines print; null where none prints dates [day
-- column starts_on: UTC]
-- column unplaced_lines: Lines of no known billing period, which are compared with nothing [count]
-- column total_usd: Total as the invoice prints it; null where it prints none [USD]
with ranges as (
    select invoice_id, starts_on, ends_on, bool_or(is_end_exclusive) as is_end_exclusive
    from reconcile.named_lines
    where starts_on is not null
    group by invoice_id, starts_on, ends_on
    qualify row_number() over (
        partition by invoice_id
        order by bool_or(sku is not null and line_shape <> 'subscription') desc,
            bool_or(not is_prorated) desc, count(*) desc, starts_on desc, ends_on desc
    ) = 1
),
sums as (
    select
        invoice_id,
        count(*) as lines,
        count(*) filter (where period_id is null and not is_detail) as unplaced_lines,
        coalesce(sum(amount_usd) filter (
            where not is_detail and coalesce(other_kind, '') not in ('credit', 'tax', 'past_due')
        ), 0)::decimal(38, 2) as charged_usd
    from reconcile.matched_lines
    group by invoice_id
)
select
    i.invoice_id,
    i.account,
    i.invoice_number,
    i.kind,
    i.issued_on,
    r.starts_on,
    r.ends_on,
    s.lines,
    coalesce(i.subtotal_usd, s.charged_usd) as subtotal_usd,
    i.total_usd,
    i.amount_due_usd,
    i.page_fault,
    coalesce(r.is_end_exclusive, false) as is_end_exclusive,
    s.unplaced_lines
from staging.invoices as i
join sums as s using (invoice_id)
left join ranges as r using (invoice_id)
