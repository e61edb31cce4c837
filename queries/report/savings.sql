-- Behaviours that cost money, most expensive first: how much less the bill would be without each,
-- in the period and (if it has ended) in a year of twelve such periods, with the arithmetic, the
-- evidence and the cure. Two behaviours may use the same usage, so their savings do not add up. On
-- a free plan the part of a daily limit takes the place of dollars. If the cure only says who pays
-- (`is_saving` is false), the dollars are those that no tenant is charged for.
-- grain: account, period_id, place_number
-- column cause: Behaviour in words
-- column days: Days of the period that show the behaviour [days]
-- column evidence: What tells the behaviour, in words, with its figures
-- column source_url: Public case of the behaviour, or page that explains what it costs
-- column usd: What the bill of the period would be less; null where usage has no price [USD]
with charges as (
    select
        account,
        period_id,
        signature,
        place,
        string_agg(printf(
            '%s %s - %s', k.name, dollars(c.amount_usd), dollars(c.without_usd)
        ), ' + ' order by c.usd desc, k.name) as terms
    from findings.signature_charges as c
    join ref.skus as k using (sku)
    where c.usd > 0
    group by account, period_id, signature, place
)
select
    b.account,
    b.period_id,
    b.place_number,
    b.name as cause,
    b.place,
    coalesce(o.tenant, 'unattributed') as tenant,
    s.first_on,
    s.days,
    b.usd,
    case
        when r.period_id is null and g.is_saving then cents_to_usd(usd_to_cents(b.usd) * 12)
    end as yearly_usd,
    c.terms || ' = ' || dollars(b.usd) as arithmetic,
    b.used_percent,
    b.limit_says,
    s.says as evidence,
    s.cure,
    s.cure_url,
    s.source_url,
    s.deployments,
    s.is_start_known,
    g.is_saving
from findings.behaviours as b
join findings.signatures as s using (account, period_id, signature, place)
join ref.signatures as g using (signature)
left join findings.signature_owners as o using (account, period_id, signature, place)
left join charges as c using (account, period_id, signature, place)
left join params.running_periods as r on r.account = b.account and r.period_id = b.period_id
