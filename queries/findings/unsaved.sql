-- Datasets without a single saved answer, though other datasets show that the account uses them.
-- grain: account, period_id, dataset
select
    c.account,
    c.period_id,
    c.dataset,
    0::decimal(38, 2) as usd,
    printf(
        'Nothing of %s was saved%s. What it costs is not known.', c.dataset,
        coalesce(', though it is needed: ' || any_value(e.because), '')
    ) as says
from usage.coverage as c
join usage.expected_datasets as e using (account, dataset)
group by c.account, c.period_id, c.dataset
having bool_and(c.status = 'missing' and c.lacks is null)
    and (c.account, c.period_id) in (
        select (o.account, o.period_id) from usage.coverage as o where o.has_answer
    )
