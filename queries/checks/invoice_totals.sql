-- Invoices whose lines do not add up to the printed subtotal, or whose subtotal (else the sum of
-- the lines), tax, discounts and balances do not add up to the total or the amount due. The
-- message names a line whose amount does not follow from its quantity and unit price under any
-- rounding. It names missing pages where there are some. Otherwise it gives the difference.
-- grain: source_file, problem
with lines as (
    select
        s.*,
        coalesce(s.per_quantity, 1) * 1000000000 as per_nanos,
        billionths(s.quantity) as nanos,
        printf(
            'line %d ("%s": %s at %s%s) cannot make %s', line_number, trim(r.description),
            r.quantity, r.unit_price, coalesce(' per ' || r.per, ''), r.amount
        ) as problem
    from staging.invoice_lines as s
    join raw.invoice_lines as r using (invoice_id, line_number)
    where not s.is_detail
),
made as (
    select
        *,
        list_transform(
            [ceil_div(nanos, per_nanos) * per_nanos, (nanos // per_nanos) * per_nanos,
                half_up_div(nanos, per_nanos) * per_nanos, nanos],
            lambda units: try(
                half_up_share(units, price_picos(unit_price_usd), per_nanos * 10000000000)
            )
        ) as cents
    from lines
),
sums as (
    select
        invoice_id,
        sum(amount_usd)::decimal(38, 2) as lines_usd,
        arg_min(problem, line_number) filter (
            where unit_price_usd is not null and nanos is not null
                and not list_contains(cents, usd_to_cents(amount_usd))
                and list_count(cents) = len(cents)
        ) as blame
    from made
    group by invoice_id
),
added as (
    select
        invoice_id,
        coalesce(sum(signed_usd) filter (where not is_after_total), 0)::decimal(38, 2)
            as total_less_subtotal_usd,
        coalesce(sum(signed_usd) filter (where is_after_total), 0)::decimal(38, 2)
            as due_less_total_usd,
        bool_and(kind = 'tax') filter (where not is_after_total) as is_all_tax
    from (from staging.invoice_adjustments
        select *, if(kind = 'paid', -abs(amount_usd), amount_usd) as signed_usd)
    group by invoice_id
),
invoices as (
    select
        i.*,
        s.lines_usd,
        s.blame,
        coalesce(i.subtotal_usd, s.lines_usd) as before_tax_usd,
        coalesce(a.total_less_subtotal_usd, 0) as total_less_subtotal_usd,
        coalesce(a.due_less_total_usd, 0) as due_less_total_usd,
        before_tax_usd + coalesce(a.total_less_subtotal_usd, 0) as made_total_usd,
        coalesce(i.total_usd, made_total_usd) as all_usd,
        coalesce(a.is_all_tax, true) as is_all_tax,
        l.source_file
    from staging.invoices as i
    join sums as s using (invoice_id)
    left join added as a using (invoice_id)
    join raw.invoices as r using (invoice_id)
    join raw.loads as l using (load_id)
)
select source_file, printf(
    '%s: the lines add up to %s, the subtotal says %s: %s', source_file, dollars(lines_usd),
    dollars(subtotal_usd), coalesce(page_fault, blame, printf(
        'the lines are %s cent(s) too %s', usd_to_cents(abs(lines_usd - subtotal_usd))::varchar,
        if(lines_usd > subtotal_usd, 'many', 'few')
    ))
) as problem
from invoices
where subtotal_usd <> lines_usd
union all
select source_file, printf(
    '%s: %s %s and %s %s do not make the total %s', source_file,
    if(subtotal_usd is null, 'lines of', 'subtotal'), dollars(before_tax_usd),
    if(is_all_tax, 'tax', 'what is printed below it,'), dollars(total_less_subtotal_usd),
    dollars(total_usd)
) || coalesce(': ' || page_fault, '')
from invoices
where made_total_usd <> total_usd
union all
select source_file, printf(
    '%s: total %s and what is printed below it, %s, do not make the amount due, %s', source_file,
    dollars(all_usd), dollars(due_less_total_usd), dollars(amount_due_usd)
) || coalesce(': ' || page_fault, '')
from invoices
where all_usd + due_less_total_usd <> amount_due_usd
