-- Lines of the tenant map that share a resource by weight, on days on which the shares do not add
-- up to the whole. Two equal lines count once. A line without a weight beside a line with one is
-- ambiguous.
-- grain: load_id, line
with usable as (
    select r.*
    from staging.tenant_rows as r
    join staging.tenant_reasons as p using (load_id, line)
    where p.reason is null
),
weighed as (
    select *
    from usable
    where (account, kind, match, value, coalesce(namespace, '')) in (
        select (account, kind, match, value, coalesce(namespace, ''))
        from usable
        where weight is not null
    )
),
shares as (
    select distinct account, kind, match, value, coalesce(namespace, '') as namespace, tenant,
        weight_billionths, from_on, to_on
    from weighed
),
sums as (
    select
        a.account,
        a.kind,
        a.match,
        a.value,
        a.namespace,
        a.from_on,
        bool_or(b.weight_billionths is null) as is_open,
        sum(b.weight_billionths)::hugeint as billionths
    from (select distinct account, kind, match, value, namespace, from_on from shares
        union
        select account, kind, match, value, namespace, to_on from shares) as a
    join shares as b
        on b.account = a.account and b.kind = a.kind and b.match = a.match and b.value = a.value
        and b.namespace = a.namespace and b.from_on <= a.from_on and b.to_on > a.from_on
    group by all
)
select
    w.load_id,
    w.line,
    arg_min(case
        when s.is_open then printf('%s %s has lines with a weight and one without', w.kind, w.value)
        else printf(
            'the weights of %s %s make %s, not 1%s', w.kind, w.value,
            plain_digits((s.billionths::decimal(28, 0) * 0.000000001::decimal(10, 9))),
            if(s.from_on = date '0001-01-01', '', printf(', on %s', s.from_on::varchar))
        )
    end, s.from_on) as reason
from weighed as w
join sums as s
    on s.account = w.account and s.kind = w.kind and s.match = w.match and s.value = w.value
    and s.namespace = coalesce(w.namespace, '')
where s.is_open or s.billionths <> 1000000000
group by w.load_id, w.line
