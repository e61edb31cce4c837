-- Lines of the allocation policies that contradict others: days on which the weights of a subject
-- do not add up to the whole, and days on which it has two policies. Two equal lines count once.
-- grain: load_id, line
with usable as (
    select r.*
    from staging.policy_rows as r
    join staging.policy_reasons as p using (load_id, line)
    where p.reason is null
),
parts as (
    select distinct account, subject, policy, tenant, weight_billionths, from_on, to_on
    from usable
),
bounds as (
    select account, subject, from_on from parts
    union
    select account, subject, to_on from parts
),
days as (
    select
        b.account,
        b.subject,
        b.from_on,
        list(distinct p.policy order by p.policy) as policies,
        sum(p.weight_billionths)::hugeint as billionths
    from bounds as b
    join parts as p
        on p.account = b.account and p.subject = b.subject
        and p.from_on <= b.from_on and p.to_on > b.from_on
    group by all
)
select
    u.load_id,
    u.line,
    arg_min(concat(
        case
            when len(d.policies) > 1 then printf(
                '%s has two policies, %s and %s', u.subject, d.policies[1], d.policies[2]
            )
            else printf(
                'the weights of %s make %s, not 1', u.subject,
                plain_digits(d.billionths::decimal(28, 0) * 0.000000001::decimal(10, 9))
            )
        end,
        if(d.from_on = date '0001-01-01', '', ', on ' || d.from_on::varchar)
    ), d.from_on) as reason
from usable as u
join days as d
    on d.account = u.account and d.subject = u.subject
where len(d.policies) > 1 or d.billionths <> 1000000000
group by u.load_id, u.line
