-- Invoice lines that cannot be read: the amount, price, quantity or date is not one, or nothing
-- says what is charged. An amount of 000 is the end of a number whose comma was not quoted. A line
-- may print no days at all, as a credit does. A line that sums up the other lines is also named,
-- because it would count them twice. It is known by its words, or because it has nothing but an
-- amount, the sum of several lines before it.
-- grain: source_file, line_number, problem
with lines as (
    select r.*, l.source_file, s.amount_usd, s.quantity as read_quantity, s.starts_on, s.ends_on,
        s.unit_price_usd, s.per_quantity, s.is_detail
    from raw.invoice_lines as r
    join raw.loads as l using (load_id)
    join staging.invoice_lines as s using (invoice_id, line_number)
)
select source_file, line_number, printf(
    '%s line %d: the amount "%s" is %s', source_file, line_number, coalesce(amount, ''),
    if(amount_usd is null and is_number(amount), 'too large', 'not a sum of money')
) as problem
from lines
where amount_usd is null
    or not regexp_matches(printed_number(amount), '^-?(0|[1-9][0-9]*)(\.[0-9]{1,2})?$')
union all
select source_file, line_number,
    printf('%s line %d has no description', source_file, line_number)
from lines
where coalesce(trim(description), '') = ''
union all
select source_file, line_number, printf(
    '%s line %d: the quantity "%s" is %s', source_file, line_number, quantity,
    if(is_number(quantity), 'too large', 'not a number')
)
from lines
where read_quantity is null and printed_number(quantity) is not null
union all
select source_file, line_number, printf(
    '%s line %d: the unit price "%s" is %s', source_file, line_number, unit_price,
    if(is_number(unit_price), 'too large', 'not a sum of money')
)
from lines
where unit_price_usd is null and printed_number(unit_price) is not null
union all
select source_file, line_number, printf(
    '%s line %d: per "%s" is not a whole number above zero', source_file, line_number, per
)
from lines
where per_quantity is null and printed_number(per) is not null
union all
select source_file, line_number, printf(
    '%s line %d: the period %s to %s is not two days in order', source_file, line_number,
    coalesce(period_start, '?'), coalesce(period_end, '?')
)
from lines
where coalesce(period_start, period_end) is not null
    and (starts_on is null or ends_on is null or starts_on >= ends_on)
union all
select source_file, line_number, printf(
    '%s line %d: "%s" is a sum of lines: leave it out', source_file, line_number, description
)
from (
    select
        *,
        sum(if(is_detail, 0, amount_usd)) over so_far as sum_usd,
        sum((amount_usd <> 0)::integer) over so_far as charges
    from lines
    window so_far as (
        partition by source_file, invoice_id order by line_number
        rows between unbounded preceding and 1 preceding
    )
)
where regexp_full_match(description, '\W*(sub[- ]?total|((grand|invoice|net) )?total'
        || '( amount| charges)?( due| payable)?|(amount|balance) (due|payable))(\W|usd)*', 'i')
    or (coalesce(starts_on, ends_on) is null and read_quantity is null and unit_price_usd is null
        and amount_usd = sum_usd and amount_usd > 0 and charges > 1
        and not exists (
            select 1
            from ref.other_lines as o
            where regexp_matches(lower(description), '\b' || o.words || '\b')
        ))
