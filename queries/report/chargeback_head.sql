-- One row for each statement: what was predicted, invoiced and is to be paid, and how much of that
-- belongs to tenants, with the one sentence that matters. `usd` is the invoiced amount, without an
-- invoice the predicted one. `says_variance` compares the two. Amounts of tenants have their parts
-- of tax and credits where policies divide these.
-- grain: account, period_id
-- column days: Days of the billing period [days]
-- column issued_on: Day on which the last invoice of the period was issued; null without one [day
-- column issued_on: UTC]
-- column says: How much of the statement belongs to tenants, in words
-- column usd: Amount of the statement: invoiced, without an invoice predicted; divided tax and
-- column usd: credits not in it [USD]
with parts as (
    select
        account,
        period_id,
        sum(usd)::decimal(38, 2) as usd,
        count(*) filter (where not is_unattributed) as tenants,
        coalesce(sum(usd) filter (where not is_unattributed), 0)::decimal(38, 2) as tenants_usd,
        coalesce(sum(usd) filter (where is_unattributed), 0)::decimal(38, 2) as unattributed_usd
    from report.chargeback_tenants
    group by account, period_id
),
divided as (
    select account, period_id, sum(invoiced_usd) as usd, string_agg(
            distinct if(component = 'tax', 'tax', 'credits'), ' and '
            order by if(component = 'tax', 'tax', 'credits') desc
        ) as words
    from reconcile.tenant_lines
    where component in ('tax', 'credit')
    group by account, period_id
),
invoices as (
    select account, period_id, sum(payable_usd)::decimal(38, 2) as payable_usd,
        string_agg(invoice_number, ', ' order by issued_on, invoice_number) as invoice_numbers,
        max(issued_on) as issued_on
    from report.statement_invoices
    where is_main
    group by account, period_id
),
known as (
    select
        p.account, p.period_id, p.starts_on, p.ends_on, p.last_on, p.ends_on - p.starts_on as days,
        i.invoice_numbers, i.issued_on, i.payable_usd,
        coalesce(t.invoices, 0) as invoices,
        coalesce(t.predicted_usd, 0)::decimal(38, 2) as predicted_usd,
        t.invoiced_usd,
        t.variance_usd,
        coalesce(t.lines_beyond_tolerance, 0) as lines_beyond_tolerance,
        coalesce(t.is_partial, false) or not c.is_complete as is_partial,
        (coalesce(s.usd, 0) - coalesce(d.usd, 0))::decimal(38, 2) as usd,
        d.words as divided,
        coalesce(s.tenants, 0) as tenants,
        coalesce(s.tenants_usd, 0)::decimal(38, 2) as tenants_usd,
        coalesce(s.unattributed_usd, 0)::decimal(38, 2) as unattributed_usd
    from params.periods as p
    join report.periods as c using (account, period_id)
    left join report.totals as t using (account, period_id)
    left join parts as s using (account, period_id)
    left join divided as d using (account, period_id)
    left join invoices as i using (account, period_id)
)
select
    * exclude (divided),
    'USD' as currency,
    if(year(starts_on) = year(last_on), strftime(starts_on, '%-d %B'),
        strftime(starts_on, '%-d %B %Y')) || strftime(last_on, ' to %-d %B %Y') as says_period,
    case
        when usd = 0 and tenants_usd = 0 then printf('Nothing is %s.',
            if(invoices > 0, 'charged', 'predicted'))
        when tenants = 0 then printf('All of %s %s belongs to no tenant.', grouped_dollars(usd),
            if(invoices > 0, 'invoiced', 'predicted'))
        else printf('Of %s %s, %s%s %s %s%s.', grouped_dollars(usd),
            if(invoices > 0, 'invoiced', 'predicted')
                || if(divided is null or payable_usd is null, '',
                    printf(' (%s to be paid)', grouped_dollars(payable_usd))),
            coalesce(printf('with %s ', divided), ''), grouped_dollars(tenants_usd),
            if(tenants = 1, 'belongs to one tenant', 'belongs to ' || grouped_digits(tenants)
                || ' tenants'),
            if(unattributed_usd = 0, '', 'and ' || grouped_dollars(unattributed_usd)),
            if(unattributed_usd = 0, 'and nothing is left over', ' to none'))
    end as says,
    case
        when invoices = 0 then printf('There is no invoice yet: amounts are predictions%s.',
            if(is_partial, ' of a part of the usage', ''))
        when variance_usd = 0 and lines_beyond_tolerance = 0
            then 'The invoice agrees with the prediction to the cent.'
        else printf('The invoice is %s than predicted; %s.', if(variance_usd = 0, 'no more or less',
            grouped_dollars(abs(variance_usd)) || if(variance_usd > 0, ' more', ' less')),
            case lines_beyond_tolerance when 0 then 'every line is within its tolerance'
                when 1 then 'one line is beyond its tolerance'
                else lines_beyond_tolerance::varchar || ' lines are beyond their tolerance' end)
    end as says_variance
from known
