-- Behaviours that cost money, most expensive first, each with the sentence that a person reads:
-- what it is, since when, what it costs, after which deployment if there is only one, whose it is,
-- and the cure. A behaviour is listed if it costs dollars or has usage without a price, or if it
-- takes a tenth of an allowance or of a free plan's daily limit.
-- grain: account, period_id, place_number
-- kind: table
-- empty without: findings.signature_places
with limits as (
    select
        account,
        period_id,
        signature,
        place,
        max(used_percent) as used_percent,
        arg_max(sku, (used_percent, sku)) as sku,
        arg_max(says, (used_percent, sku)) as says
    from findings.signature_limits
    group by account, period_id, signature, place
)
select
    s.account,
    s.period_id,
    row_number() over (
        partition by s.account, s.period_id
        order by s.usd desc, greatest(l.used_percent, s.allowance_percent) desc nulls last,
            s.signature, s.place
    ) as place_number,
    s.signature,
    s.place,
    s.name,
    s.usd,
    coalesce(l.sku, s.main_sku) as sku,
    l.used_percent,
    l.says as limit_says,
    concat_ws(
        ' ',
        s.says || '.',
        'Objects: ' || s.examples || '.',
        printf('Since %s%s, on %d day%s%s.', s.first_on::varchar,
            if(s.is_start_known, '', ' or earlier'), s.days, if(s.days = 1, '', 's'),
            coalesce(': ' || coalesce(l.says, s.parts), '')),
        case when w.deployments = 1 then w.says || '.' end,
        o.says,
        printf('To end it, %s: %s', s.cure, s.cure_url)
    ) as says
from findings.signatures as s
left join limits as l using (account, period_id, signature, place)
left join findings.signature_owners as o using (account, period_id, signature, place)
left join findings.signature_deployments as w using (account, period_id, signature, place)
where s.usd is null or s.usd > 0 or l.used_percent >= 10 or s.allowance_percent >= 10
