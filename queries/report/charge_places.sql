-- The charges of a billing period by tenant and place. A tenant's cents are divided by its weight
-- on each place, by largest remainder. Metered usage is shown with the first invoice of a line.
-- grain: account, origin_id, tenant, place
-- column is_first: Whether it is the first charge of its statement line, with which metered usage
-- column is_first: is shown
-- column line_key: Statement line that tenants share; null where they do not share the charge
-- column weight: Use in the place as a numerator, by which cents are divided; 1 where usage has no
-- column weight: place [count]
with places as (
    select account, period_id as statement_id, sku, tenant, place,
        sum(weight)::hugeint as weight,
        sum(total)::hugeint as used_total,
        string_agg(distinct m.unit, ' or ' order by m.unit) as used_unit,
        string_agg(distinct meter, ', ' order by meter) as meters,
        '{"Elements":[' || string_agg(
            '{"AllocatedRatio":' || picos_decimal(ratio_units)
            || ',"UsageUnit":' || coalesce(to_json(m.unit)::varchar, 'null')
            || ',"UsageQuantity":' || coalesce(total::varchar, 'null') || '}',
            ',' order by meter
        ) || ']}' as elements
    from report.charge_uses
    left join ref.meters as m using (meter)
    group by all
),
charges as (
    select c.*, o.billing_id, o.statement_id, o.line_key,
        case when o.line_key is not null then o.sku end as sku,
        o.category in ('Usage', 'Purchase') and o.line_key is not null as is_priced
    from report.charge_cells as c
    join report.charge_origins as o using (account, origin_id)
),
cells as (
    select c.*, p.* exclude (account, statement_id, sku, tenant),
        sum(p.weight) over same_cell as weights,
        quota_base(c.cents, p.weight, weights) as base,
        quota_rest(c.cents, p.weight, weights) as rest
    from charges as c
    left join places as p using (account, statement_id, sku, tenant)
    window same_cell as (partition by c.account, c.origin_id, c.tenant)
),
dealt as (
    select * replace (coalesce(quota_dealt(
        cents,
        base,
        sum(base) over same_cell,
        row_number() over (same_cell order by rest desc, place)
    ), cents)::hugeint as cents)
    from cells
    window same_cell as (partition by account, origin_id, tenant)
)
select
    account,
    origin_id,
    is_first,
    tenant,
    place,
    billing_id,
    statement_id,
    line_key,
    is_priced,
    cents,
    coalesce(weight, 1) as weight,
    if(is_first, used_total, null) as used_total,
    if(is_first, used_unit, null) as used_unit,
    meters,
    elements
from dealt
