-- Lines whose variance terms do not add up to the variance, or do not start at the prediction.
-- grain: problem
-- partition: account, period_id
with walks as (
    select
        *,
        cut_off_usd + volume_usd + ratio_usd + allowance_usd + rounding_usd + price_usd
            + proration_usd + credit_and_tax_usd + unexplained_usd as terms_usd
    from variance.walks
)
select printf(
    '%s %s: the terms add up to $%s, the variance is $%s', l.period_id, l.line_key,
    coalesce(w.terms_usd::varchar, 'nothing'), l.variance_usd::varchar
) as problem
from reconcile.lines as l
left join walks as w using (account, period_id, line_key)
where l.variance_usd is not null and l.variance_usd is distinct from w.terms_usd
union all
select printf(
    '%s %s: rated again it is $%s, predicted was $%s', l.period_id, l.line_key,
    t.amount_usd::varchar, l.predicted_usd::varchar
)
from reconcile.lines as l
join variance.trials as t using (account, period_id, line_key)
where t.counted = 'ours' and t.allowed = 'included' and t.rounded = 'own' and t.priced = 'own'
    and t.amount_usd is distinct from l.predicted_usd
