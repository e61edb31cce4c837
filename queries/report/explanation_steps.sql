-- Every step of a statement line from saved answers to cents and status, with the rule file of the
-- step and the page that documents it: what `flaretally explain LINE` prints.
-- grain: account, period_id, line_key, step_number, step
with terms as materialized (select * from findings.terms)
select account, period_id, sku as line_key, step_number, step, value, detail, rule, source_url
from report.explanation_usage
union all
select account, period_id, sku, step_number, step, value, detail, rule, source_url
from report.explanation_bands
union all
select account, period_id, sku, step_number, step, value, detail, rule, source_url
from report.explanation_rating
union all
select
    account,
    period_id,
    line_key,
    9,
    'invoiced',
    case when variance_usd is null then 'no invoice'
        else coalesce(dollars(invoiced_usd), 'no line')
    end,
    case when variance_usd is null then 'no invoice was loaded for this period'
        else coalesce(
            printf(
                '%s: quantity %s', invoice_line, coalesce(plain_digits(invoiced_quantity), 'none')
            ),
            'the invoice has no such line'
        )
    end,
    'reconcile/matched_lines.sql',
    null
from reconcile.lines
union all
select
    account,
    period_id,
    line_key,
    10,
    'variance',
    coalesce(dollars(variance_usd), 'none'),
    printf('status %s, evidence %s', status, evidence),
    'reconcile/lines.sql',
    null
from reconcile.lines
union all
select account, period_id, line_key, 11, replace(term, '_', ' '), dollars(usd), says,
    'variance/walks.sql', null
from terms
union all
select
    account,
    period_id,
    line_key,
    12,
    'billable-usage feed',
    plain_digits(feed_quantity),
    'verdict ' || verdict,
    'variance/three_way.sql',
    null
from variance.three_way
where feed_quantity is not null
union all
select
    e.account,
    e.period_id,
    e.sku,
    13,
    'next block',
    plain_digits(e.units_to_next_block),
    printf(
        '%s; the next one starts a block of %s',
        case when e.units_to_next_block = 0 then 'units are left'
            else 'more units' || coalesce(
                printf(' (%s %%)', percent_words(e.percent_to_next_block)), ''
            ) || ' cost nothing more' end,
        unit_dollars(e.price_usd)
    ),
    'rating/block_edges.sql',
    null
from rating.block_edges as e
join params.selection using (scenario)
union all
select l.account, l.period_id, l.line_key, 11, 'not metered',
    case u.counted_by
        when 'feed' then 'only the billable-usage feed counts it'
        when 'rest' then 'a list of the account tells it'
        when 'logs' then 'only logs count it'
        else 'nothing counts it'
    end,
    u.says, 'ref/unmetered_reasons.csv', u.source_url
from reconcile.lines as l
join ref.unmetered_reasons as u using (sku)
anti join terms as t using (account, period_id, line_key)
where l.status = 'not_metered'
union all
select account, period_id, line_key, 14, 'note', says, null, 'findings/variances.sql', null
from findings.variances
