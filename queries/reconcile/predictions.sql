-- What the invoice of a statement should say: the usage of its period under the chosen scenario,
-- and the flat charges of the following period. The figures of a feed that stops early are a
-- prediction only where there is no invoice. Beside an invoice they would compare a part with the
-- whole.
-- grain: account, period_id, sku
-- kind: table
-- column amount_usd: Amount that the invoice should print; null where usage has no price [USD]
-- column kind: Whether it is usage of the period or flat, for the period that follows
select
    c.account,
    c.period_id,
    c.sku,
    'usage' as kind,
    c.raw_quantity,
    c.billable_quantity,
    c.billed_blocks,
    c.numerator,
    c.billable_numerator,
    c.denominator,
    c.amount_usd,
    evidence_name(s.evidence_rank) as evidence,
    i.low_usd,
    i.high_usd
from rating.charges as c
join params.selection using (scenario)
join usage.sku_sources as s using (account, period_id, sku)
left join rating.charge_intervals as i using (account, period_id, scenario, sku)
where s.source <> 'feed_to_date' or not exists (
    select 1
    from reconcile.statements as t
    where t.account = c.account and t.period_id = c.period_id
)
union all
select
    f.account,
    p.period_id,
    f.sku,
    'flat',
    f.quantity::decimal(38, 9),
    f.quantity::decimal(38, 9),
    f.quantity::decimal(38, 9),
    f.quantity::hugeint,
    1::hugeint,
    1::hugeint,
    f.amount_usd,
    'exact',
    null,
    null
from rating.flat_charges as f
join params.selection using (scenario)
join params.periods as p on p.account = f.account and p.ends_on = f.charged_on
