-- The variance of each line as a sum of terms, in this order: cut-off, volume, ratio, allowance,
-- rounding, price, proration, credit, unexplained. Each step rates with the invoice's value for one
-- more factor and takes the difference, so the terms add up to the variance by construction. A
-- factor that the invoice does not show is 0.00. The printed price of a line without a prediction
-- is compared with the price book. A charge for part of a period was not predicted and is the term
-- proration. `findings.terms` puts the terms into words.
-- grain: account, period_id, line_key
-- kind: table
-- column allowance: Allowance of the invoice, if it is not ours: none, else null
-- column price_usd: Part of the variance that comes from another price [USD]
-- column rounding: Way of counting blocks of the invoice, if it is not ours; else null
with steps as (
    select
        f.account,
        f.period_id,
        f.line_key,
        f.factor,
        f.reading,
        f.cut_on,
        f.credit_usd,
        f.prorated_usd,
        f.charged_usd,
        t.allowed,
        t.rounded,
        t.is_revealed,
        any_value(a.amount_usd) filter (where a.counted = 'ours' and a.allowed = 'included'
            and a.rounded = 'own' and a.priced = 'own') as ours_usd,
        any_value(a.amount_usd) filter (where a.counted = 'theirs' and a.allowed = 'included'
            and a.rounded = 'own' and a.priced = 'own') as counted_usd,
        any_value(a.amount_usd) filter (where a.counted = 'theirs' and a.allowed = t.allowed
            and a.rounded = 'own' and a.priced = 'own') as allowed_usd,
        any_value(a.amount_usd) filter (where a.counted = 'theirs' and a.allowed = t.allowed
            and a.rounded = t.rounded and a.priced = 'own') as rounded_usd,
        any_value(a.amount_usd) filter (where a.counted = 'theirs' and a.allowed = t.allowed
            and a.rounded = t.rounded and a.priced = 'printed') as priced_usd
    from variance.quantity_factors as f
    join variance.trial_fits as t using (account, period_id, line_key)
    join variance.trials as a using (account, period_id, line_key)
    group by all
),
known as (
    select
        * exclude (counted_usd, allowed_usd, rounded_usd, priced_usd),
        coalesce(counted_usd, ours_usd) as counted_usd,
        coalesce(allowed_usd, counted_usd, ours_usd) as allowed_usd,
        coalesce(rounded_usd, allowed_usd, counted_usd, ours_usd) as rounded_usd,
        coalesce(priced_usd, rounded_usd, allowed_usd, counted_usd, ours_usd) as priced_usd
    from steps
),
price_differences as (
    select account, period_id, line_key, printed_usd - book_usd as other_usd
    from variance.book_amounts
    where is_price_other and not is_amount_other
)
select
    l.account,
    l.period_id,
    l.line_key,
    s.factor,
    s.cut_on,
    s.reading,
    case when s.allowed <> 'included' then s.allowed end as allowance,
    case when s.rounded <> 'own' then s.rounded end as rounding,
    case when s.factor = 'cut_off' then s.counted_usd - s.ours_usd else 0 end::decimal(38, 2)
        as cut_off_usd,
    case when s.factor = 'volume' then s.counted_usd - s.ours_usd else 0 end::decimal(38, 2)
        as volume_usd,
    case when s.factor = 'ratio' then s.counted_usd - s.ours_usd else 0 end::decimal(38, 2)
        as ratio_usd,
    coalesce(s.allowed_usd - if(s.factor = 'worded', s.ours_usd, s.counted_usd), 0)
        ::decimal(38, 2) as allowance_usd,
    coalesce(s.rounded_usd - s.allowed_usd, 0)::decimal(38, 2) as rounding_usd,
    coalesce(s.priced_usd - s.rounded_usd, b.other_usd, 0)::decimal(38, 2) as price_usd,
    coalesce(s.prorated_usd, i.prorated_usd, 0)::decimal(38, 2) as proration_usd,
    coalesce(s.credit_usd, i.credit_usd, 0)::decimal(38, 2) as credit_and_tax_usd,
    coalesce(
        s.charged_usd - s.priced_usd,
        l.variance_usd - coalesce(i.credit_usd, 0) - coalesce(i.prorated_usd, 0)
            - coalesce(b.other_usd, 0)
    )::decimal(38, 2) as unexplained_usd
from reconcile.lines as l
left join known as s using (account, period_id, line_key)
left join price_differences as b using (account, period_id, line_key)
left join reconcile.invoiced as i using (account, period_id, line_key)
where l.variance_usd is not null
