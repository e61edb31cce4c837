-- What each tenant owes by your own price list, beside what it costs (invoiced, else predicted).
-- The most specific line of the list prices a SKU: by a price, half cents away from zero after what
-- is included, or by a markup on the cost. Without a line nothing is known to be owed. Tax and
-- credits are passed on as they are. A fee is a line of its own. `unattributed` owes nothing.
-- grain: account, period_id, tenant, line
-- empty without: params.tenant_prices
-- column included_quantity: What the own price list includes for each tenant; null without a price
-- column included_quantity: [unit of the SKU]
-- column per_quantity: Size of the block that the own price buys; null without a price [unit of the
-- column per_quantity: SKU]
-- column price_usd: Price of a block in the own price list; null where it has none [USD]
-- column quantity: Use of the SKU by the tenant before the allowance; null where use does not
-- column quantity: divide the line [unit of the SKU]
-- column subject: Line of the price list that decides: a SKU, product.*, * or fee; null where none
-- column subject: does
with costs as (
    select
        account,
        period_id,
        tenant,
        sku,
        coalesce(sku, line_key) as line,
        component in ('tax', 'credit') as is_passed_on,
        sum(coalesce(invoiced_usd, predicted_usd))::decimal(38, 2) as cost_usd
    from reconcile.tenant_lines
    where (account, period_id) in (select (account, period_id) from params.tenant_prices)
    group by account, period_id, tenant, sku, line, is_passed_on
),
used as (
    select w.account, w.period_id, w.tenant, w.sku, w.weight, d.denominator
    from allocation.weights as w
    join params.selection as s on true
    join rating.denominators as d
        on d.account = w.account and d.period_id = w.period_id and d.sku = w.sku
        and d.scenario = s.scenario
    where (w.account, w.period_id) in (select (account, period_id) from params.tenant_prices)
),
lines as (
    select
        account, period_id, tenant, sku, coalesce(line, sku) as line,
        coalesce(cost_usd, 0)::decimal(38, 2) as cost_usd, weight, denominator,
        coalesce(is_passed_on, false) as is_passed_on
    from costs
    full join used using (account, period_id, tenant, sku)
),
-- Equal columns are found fast where ten thousand tenants have prices of their own.
subjects as (
    select *, unnest(if(tenant <> 'unattributed' and not is_passed_on,
        [sku, split_part(sku, '.', 1) || '.*', '*'], [null])) as priced_as
    from lines
),
priced as (
    select l.* exclude (priced_as), p.subject, p.price_usd, p.per_quantity,
        p.included_quantity, p.markup_millionths
    from subjects as l
    cross join (select unnest([true, false]) as is_own) as w
    left join params.tenant_prices as p
        on p.account = l.account and p.period_id = l.period_id and p.subject = l.priced_as
        and p.tenant is not distinct from if(w.is_own, l.tenant, null)
    qualify row_number() over (
        partition by l.account, l.period_id, l.tenant, l.line order by p.rank nulls last
    ) = 1
)
select
    account,
    period_id,
    tenant,
    line,
    sku,
    subject,
    ratio_9(weight, denominator) as quantity,
    price_usd,
    case when price_usd is not null then per_quantity end as per_quantity,
    case when price_usd is not null then included_quantity end as included_quantity,
    markup_millionths,
    cost_usd,
    case
        when is_passed_on and tenant <> 'unattributed' then cost_usd
        when price_usd is not null then cents_to_usd(half_up_share(
            greatest(0, coalesce(weight - included_quantity * denominator, 0))::hugeint,
            price_picos(price_usd),
            coalesce(denominator, 1) * per_quantity * 10000000000
        ))
        when markup_millionths is not null then cents_to_usd(half_up_div(
            usd_to_cents(cost_usd) * (1000000 + markup_millionths), 1000000
        ))
    end::decimal(38, 2) as owed_usd
from priced
where subject is not null or cost_usd <> 0
union all
select
    p.account, p.period_id, t.tenant, 'fee', null, 'fee', null, p.price_usd, null, null, null, 0,
    cents_to_usd(half_up_div(price_picos(p.price_usd), 10000000000))::decimal(38, 2)
from (
    select distinct account, period_id, tenant from lines where tenant <> 'unattributed'
) as t
join params.tenant_prices as p
    on p.account = t.account and p.period_id = t.period_id and p.subject = 'fee'
    and (p.tenant is null or p.tenant = t.tenant)
qualify row_number() over (partition by p.account, p.period_id, t.tenant order by p.rank) = 1
