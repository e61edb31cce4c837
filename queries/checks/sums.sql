-- Parts that do not add up to their whole: tenants' parts to a line, tenants' usage to the
-- account's.
-- grain: problem
-- partition: account, period_id
with parts as (
    select
        account,
        period_id,
        line_key,
        sum(predicted_usd) as predicted_usd,
        sum(invoiced_usd) as invoiced_usd
    from reconcile.tenant_lines
    group by all
),
tenant_usage as (
    select account, period_id, meter, sum(total) as total
    from usage.tenant_totals
    group by all
)
select printf('%s %s: the tenants'' parts do not make the line', l.period_id, l.line_key) as problem
from reconcile.lines as l
join parts as p using (account, period_id, line_key)
where p.predicted_usd <> coalesce(l.predicted_usd, 0)
    or p.invoiced_usd <> coalesce(l.invoiced_usd, 0)
    or (p.invoiced_usd is null) <> (l.variance_usd is null)
union all
select printf('%s %s: the tenants'' usage does not make the account''s', t.period_id, t.meter)
from usage.period_totals as t
left join tenant_usage as u using (account, period_id, meter)
where t.source not in ('logs', 'given') and coalesce(u.total, 0) <> t.total
