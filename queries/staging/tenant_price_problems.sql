-- Lines of your own price list that cannot be used, with the reason: by themselves, or because
-- another line prices the same for the same tenant on the same day.
-- grain: load_id, line
-- kind: table
-- empty without: staging.tenant_price_rows
with usable as (
    select r.*
    from staging.tenant_price_rows as r
    join staging.tenant_price_reasons as p using (load_id, line)
    where p.reason is null
),
reasons as (
    select load_id, line, reason from staging.tenant_price_reasons where reason is not null
    union all
    select b.load_id, b.line, min(printf(
        '%s of %s has another price from %s on (row %d)', b.subject,
        coalesce(b.tenant, 'every tenant'), greatest(a.from_on, b.from_on)::varchar, a.line
    ))
    from usable as a
    join usable as b
        on b.account = a.account and b.subject = a.subject
        and b.tenant is not distinct from a.tenant
        and b.from_on < a.to_on and b.to_on > a.from_on
        and (b.load_id, b.line) > (a.load_id, a.line)
    group by b.load_id, b.line
)
select
    r.load_id,
    r.account,
    r.line,
    p.reason,
    concat_ws(
        ',', r.tenant, r.subject, r.price_usd, r.per, r.included, r.markup, r.valid_from,
        r.valid_to
    ) as content
from reasons as p
join raw.tenant_prices as r using (load_id, line)
