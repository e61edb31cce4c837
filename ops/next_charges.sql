-- Charges of closed billing periods that this build has changed. Only what a period asks for
-- counts: with an invoice other usage changes no charge, without one it does. A line on a later
-- invoice is a charge of that invoice's period and has no row here.
-- grain: correction
with kept as (
    select * from active_closes
    semi join ops.close_charges using (account, period_id, version)
),
billed as (
    select b.*, k.version
    from billed_charges as b
    join kept as k using (account, period_id)
),
moved as (
    select
        account,
        period_id,
        version,
        statement_id,
        category,
        charge_key,
        coalesce(b.sku, t.sku) as sku,
        coalesce(b.description, t.description) as description,
        coalesce(b.amount_usd, 0) - coalesce(t.amount_usd, 0) as change_usd
    from told_charges as t
    full join billed as b
        using (account, period_id, version, statement_id, category, charge_key)
)
select
    (select correction from newest_correction)
        + row_number() over (order by account, period_id, statement_id, category, charge_key)
        as correction,
    m.* replace (m.change_usd::decimal(38, 2) as change_usd),
    y.changed_by,
    c.ran_at as found_at
from moved as m
cross join carrying as y
cross join params.clock as c
where m.change_usd <> 0
