-- The charges of a billing period by tenant and place, with their list price. The billed blocks of
-- a line are divided like its amounts. The price is empty where it changed inside the period.
-- Without a list price the list amount is the billed one.
-- grain: account, origin_id, tenant, place
-- column amount_usd: Part of the tenant and place in the charge [USD]
-- column price_usd: Price of one block in the price book; null without billed blocks [USD]
with sized as (
    select *, if(is_priced, abs(cents), 0) as size,
        case when is_priced then line_key end as priced_key
    from report.charge_places
),
sums as (
    select *, sum(size) over (partition by account, statement_id, line_key) as sizes
    from sized
),
weighed as (
    select d.*, q.units, q.unit_parts, q.unit_size, q.price_usd, q.price_picos,
        case
            when d.sizes > 0 then d.size
            when d.is_first then d.weight
            else 0
        end as part
    from sums as d
    left join report.charge_quantities as q
        on q.account = d.account and q.period_id = d.statement_id and q.line_key = d.priced_key
),
quotas as (
    select *, sum(part) over same_line as parts,
        quota_base(units, part, parts) as base, quota_rest(units, part, parts) as rest
    from weighed
    window same_line as (partition by account, statement_id, line_key)
),
priced as (
    select *, quota_dealt(
        units,
        base,
        sum(base) over same_line,
        row_number() over (same_line order by rest desc, origin_id, tenant, place)
    )::hugeint as priced_units
    from quotas
    window same_line as (partition by account, statement_id, line_key)
)
select
    account,
    origin_id,
    billing_id,
    statement_id,
    tenant,
    place,
    cents_to_usd(cents)::decimal(38, 12) as amount_usd,
    picos_decimal(priced_units * unit_size) as priced_quantity,
    coalesce(picos_decimal(priced_units * (price_picos // unit_parts)),
        cents_to_usd(cents)::decimal(38, 12)) as listed_usd,
    case when priced_units is not null then price_usd end::decimal(38, 12) as price_usd,
    used_total,
    used_unit,
    meters,
    elements
from priced
