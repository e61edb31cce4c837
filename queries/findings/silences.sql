-- Datasets that show nothing of an account, namespace or script in the whole period, though a
-- sibling dataset shows usage there. The finding names the first day on which the sibling does.
-- grain: account, period_id, dataset
with first_days as (
    select *
    from reconcile.silences
    where not is_settled
    qualify row_number() over (
        partition by account, period_id, dataset order by usage_on, sibling, level
    ) = 1
)
select
    account,
    period_id,
    dataset,
    printf(
        '%s shows %s in the whole period, while %s on %s alone. What that costs is not known.',
        dataset,
        if(level = 'account', 'nothing', printf(
            'nothing of %d %s%s', resources, level, if(resources = 1, '', 's')
        )),
        sibling_words(sibling, level, sibling_shows, counted_as),
        usage_on::varchar
    ) as says
from first_days
