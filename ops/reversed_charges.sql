-- Reversals of the corrections of charges when a close is opened again, as `reversed_corrections`
-- has them for lines.
-- grain: correction
with changed as (
    select
        account,
        period_id,
        version,
        statement_id,
        category,
        charge_key,
        arg_max(sku, correction) as sku,
        arg_max(description, correction) as description,
        (-sum(change_usd))::decimal(38, 2) as change_usd
    from ops.charge_corrections
    semi join reopening using (account, period_id, version)
    where changed_by = 'inputs'
    group by account, period_id, version, statement_id, category, charge_key
)
select
    (select correction from newest_correction)
        + row_number() over (order by c.statement_id, c.category, c.charge_key) as correction,
    c.*,
    'inputs' as changed_by,
    r.reopened_at as found_at
from changed as c
cross join reopening as r
where c.change_usd <> 0
