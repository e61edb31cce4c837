-- Deployments of a place's script from two days before its behaviour began to its first day: how
-- many there are, and the newest three in words. Where the first day is not known, there is no
-- row.
-- grain: account, period_id, signature, place
with near as (
    select
        p.account,
        p.period_id,
        p.signature,
        p.place,
        d.deployment_id,
        d.created_at,
        d.source,
        left(regexp_replace(d.message, '\s+', ' ', 'g'), 100) as message,
        from_json(
            coalesce(d.versions, '[]'), '[{"version_id": "VARCHAR", "percentage": "VARCHAR"}]'
        ) as versions
    from findings.place_scripts as p
    join findings.signature_starts as s
        on s.account = p.account and s.period_id = p.period_id and s.signature = p.signature
        and s.place = p.place and s.is_start_known
    join staging.deployments as d
        on d.account = p.account and d.script = p.script
        and d.created_at::date between s.first_on - 2 and s.first_on
),
worded as (
    select
        *,
        list_transform(versions, lambda v: left(v.version_id, 8) || if(
            len(versions) > 1, coalesce(' with ' || v.percentage || ' %', ''), ''
        )) as shares
    from near
),
told as (
    select
        *,
        concat(
            'Deployed ', strftime(created_at, '%Y-%m-%d %H:%M'), ' UTC',
            ' by ' || source,
            ': ''' || message || '''',
            if(
                len(shares) > 0,
                printf(' (%s %s)', plural_unit(len(shares), 'version'),
                    array_to_string(shares, ', ')),
                ''
            )
        ) as says
    from worded
)
select
    account,
    period_id,
    signature,
    place,
    count(*) as deployments,
    array_to_string(list(says order by created_at desc, deployment_id)[:3], '; ')
        || if(count(*) > 3, printf('; and %d before', count(*) - 3), '') as says
from told
group by account, period_id, signature, place
