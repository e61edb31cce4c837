-- Why a period should not be closed yet. `exit_code` is that of the command that refuses. A
-- difference that missing usage may explain must not be accepted before that usage was fetched.
-- grain: account, period_id, problem
with incomplete as (
    select
        account,
        period_id,
        if(usage_complete_at = starts_at, 'usage is complete on no day',
            printf('usage is complete to %s only', usage_complete_to::varchar)) as lack,
        printf('flaretally pull --period %s..%s fetches what is missing, or load the files that '
            || 'have it (flaretally report coverage says which days)', starts_on::varchar,
            ends_on::varchar) as fetch_words
    from report.periods
    where not is_complete
),
usage_lacks as (
    select
        p.account,
        p.period_id,
        5 as exit_code,
        p.lack as problem,
        fetch_words as fix
    from incomplete as p
    union all
    select account, period_id, 5,
        'rows of the tenant map match nothing: a list of names is missing',
        'flaretally tenants check names them'
    from report.periods
    where is_unnamed
    union all
    select p.account, p.period_id, 5,
        'the days of the period are assumed: nothing says on which day it begins',
        'load the list of subscriptions or the invoice, or give --anchor-day to load'
    from report.periods as p
    where p.source = 'assumed'
    union all
    select t.account, t.period_id, 5, 'the prediction does not cover all that is in use',
        'flaretally reconcile says what it lacks'
    from report.totals as t
    where t.is_partial and t.invoices = 0
),
no_invoice as (
    select account, period_id, 3 as exit_code, 'there is no invoice to compare with' as problem,
        'load the invoice' as fix
    from report.periods
    where invoices = 0
),
differences as (
    select
        b.account,
        b.period_id,
        3 as exit_code,
        printf('%s: %s differs by %s and the break is %s', b.break_id, b.name,
            coalesce(dollars(b.usd), 'an unknown amount'), b.state) as problem,
        coalesce(i.fetch_words, printf('flaretally breaks accept %s --reason TEXT', b.break_id))
            as fix
    from ops.breaks as b
    left join incomplete as i using (account, period_id)
    where b.state in ('open', 'disputed')
)
from usage_lacks
union all
from no_invoice
union all
from differences
