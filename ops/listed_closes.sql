-- Closes with their state, and what corrections have changed since.
-- grain: account, period_id, version
with changes as (
    select account, period_id, version, count(*) as corrections,
        sum(change_usd) filter (where side = 'predicted')::decimal(38, 2) as predicted_change_usd,
        sum(change_usd) filter (where side = 'invoiced')::decimal(38, 2) as invoiced_change_usd
    from ops.corrections
    where changed_by = 'inputs'
    group by account, period_id, version
)
select
    c.account,
    c.period_id,
    c.starts_on,
    c.ends_on,
    c.version,
    case when r.version is null then 'closed' else 'reopened' end as state,
    c.closed_at,
    c.predicted_usd,
    c.invoiced_usd,
    coalesce(h.corrections, 0) as corrections,
    h.predicted_change_usd,
    h.invoiced_change_usd,
    c.inputs,
    c.results_digest,
    c.flaretally_version,
    c.reason,
    c.despite,
    r.reopened_at,
    r.reason as reopen_reason
from ops.closes as c
left join ops.reopens as r using (account, period_id, version)
left join changes as h using (account, period_id, version)
