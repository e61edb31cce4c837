-- Datasets of which no answer was saved at all, though others show that the account uses them.
-- grain: account, period_id, dataset
select
    c.account,
    c.period_id,
    c.dataset,
    0::decimal(38, 2) as usd,
    printf('Nothing of %s was saved, though it is needed: %s.', c.dataset, any_value(e.because))
        as says
from usage.coverage as c
join usage.expected_datasets as e using (account, dataset)
where e.because is not null
group by c.account, c.period_id, c.dataset
having bool_and(c.status = 'missing')
