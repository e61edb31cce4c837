-- What `reconcile` says about a closed period that was pruned: where its results are, and the files
-- that came since.
-- grain: account, period_id
with pruned as (
    select account, period_id
    from standing_closes
    where starts_on < (select max(kept_from_on) from ops.prunes)
),
later as (
    select
        account,
        period_id,
        printf('%d file(s) that came later correct nothing (%s); ', count(*),
            string_agg(source_file, ', ' order by source_file)) as says
    from late_inputs
    group by account, period_id
)
select
    account,
    period_id,
    printf('Closed and pruned: %sflaretally close show %s prints what was closed.',
        coalesce(l.says, ''), period_id[:7]) as says
from pruned
full join later as l using (account, period_id)
