-- What `reconcile` says about a pruned period: the files that came since.
-- grain: account, period_id
select
    account,
    period_id,
    printf('Closed and pruned: %d file(s) that came later correct nothing (%s); flaretally close '
        || 'show %s prints what was closed.', count(*), string_agg(source_file, ', '
        order by source_file), period_id[:7]) as says
from late_inputs
group by account, period_id
