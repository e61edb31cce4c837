-- What a statement does not know, in words and, where they are known, dollars: days without usage,
-- products that nothing predicts, usage without a tenant, rules that no page states.
-- grain: account, period_id, unknown_number
-- column kind: What is not known: invoice, period, coverage, products, line, tenant or rule
-- column usd: What it is worth; null where that is not known [USD]
with known as (
    select account, period_id, 1 as place, 'invoice' as kind, null::decimal(38, 2) as usd,
        'No invoice of this period was loaded: amounts are predictions.' as says
    from params.periods
    anti join reconcile.statements using (account, period_id)
    union all
    select account, period_id, 2, 'period', null,
        printf('The period runs until %s. Usage is judged up to %s UTC.', p.ends_on::varchar,
            strftime(r.judged_at, '%Y-%m-%d %H:%M'))
    from params.running_periods as r
    join params.periods as p using (account, period_id)
    union all
    select account, period_id, 3, 'coverage', null, printf('%s: %d of %d days %s not known.',
        dataset, len(days_missing), days_expected, if(len(days_missing) = 1, 'is', 'are'))
    from usage.period_coverage
    where len(days_missing) > 0
    union all
    select account, period_id, 4, 'coverage', null,
        printf('%s: %d of %d days may have lost usage.', dataset, len(days_suspect), days_expected)
    from usage.period_coverage
    where len(days_suspect) > 0
    union all
    select account, period_id, 5, 'products', null, says
    from report.prediction_reach
    where is_partial or not is_use_known
    union all
    select account, period_id, 6, 'line', usd, printf('%s: %s', name, case status
            when 'unpriced' then 'it has no price on some day of its usage.'
            when 'unknown_line' then 'no such line is known, so it has no owner.'
            when 'missing' then 'its usage is not known, so nothing predicts it.'
            else 'nothing meters it, so nothing predicts it.' end)
    from report.chargeback_statement
    where status in ('unpriced', 'unknown_line', 'missing', 'not_metered') and not is_quiet
    union all
    select account, period_id, 7, 'tenant', usd, printf('What no tenant caused%s.',
        coalesce(printf(': %s %% of the statement', plain_digits(percent)), ''))
    from report.chargeback_tenants
    where is_unattributed and usd <> 0
    union all
    select account, period_id, 8, 'rule', usd, says
    from report.doubts
)
select
    account,
    period_id,
    row_number() over (partition by account, period_id order by place, usd desc nulls last, says)
        as unknown_number,
    kind,
    usd,
    says
from known
