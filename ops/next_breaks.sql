-- Breaks as they are after this build. A break that is no longer found is resolved. An accepted
-- break opens again when it grows or changes its sign, and a resolved break when it returns.
-- Breaks of periods whose rows `prune` has removed stay as they were.
-- grain: break_id
with joined as (
    select
        b.state as state_before,
        b.first_seen_at,
        b.first_usd,
        b.accepted_usd,
        b.reason,
        b.last_seen_at,
        f.break_id is not null as is_found,
        coalesce(abs(f.usd) > abs(b.accepted_usd) or sign(f.usd) <> sign(b.accepted_usd), false)
            as has_grown,
        if(f.is_explained, 'explained', 'open') as state_found,
        coalesce(f.break_id, b.break_id) as break_id,
        coalesce(f.account, b.account) as account,
        coalesce(f.period_id, b.period_id) as period_id,
        coalesce(f.line_key, b.line_key) as line_key,
        coalesce(f.kind, b.kind) as kind,
        coalesce(f.name, b.name) as name,
        coalesce(f.cause, b.cause) as cause,
        coalesce(f.says, b.says) as says,
        f.usd
    from found_breaks as f
    full join ops.breaks as b on b.break_id = f.break_id
)
select
    j.break_id,
    j.account,
    j.period_id,
    j.line_key,
    j.kind,
    j.name,
    case
        when not j.is_found then 'resolved'
        when j.state_before = 'disputed' then 'disputed'
        when j.state_before = 'accepted' and not j.has_grown then 'accepted'
        else j.state_found
    end as state,
    coalesce(j.first_seen_at, c.ran_at) as first_seen_at,
    if(j.is_found, greatest(c.ran_at, j.last_seen_at), j.last_seen_at) as last_seen_at,
    if(j.first_seen_at is null, j.usd, j.first_usd) as first_usd,
    if(j.is_found, j.usd, 0)::decimal(38, 2) as usd,
    j.accepted_usd,
    j.cause,
    j.says,
    j.reason,
    j.state_before
from joined as j
cross join params.clock as c
where j.period_id >= coalesce((select max(kept_from_on)::varchar from ops.prunes), j.period_id)
