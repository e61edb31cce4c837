-- When the running period uses up an allowance or begins another block: on which day by the
-- forecast, and on how many of the paths. `next_usd` is what the block that begins there costs.
-- `is_shown` marks edges that some path may pass and that belong to an allowance or to a block
-- that costs a dollar or more.
-- grain: account, period_id, pool, number
-- column pool: Name of the usage that shares one allowance: a SKU, or several
-- column number: 0 where the allowance ends, else the number of the block that ends there [count]
-- column next_usd: Price of the block that begins there [USD]
-- column percent: Part of the paths that pass it; null below five paths unless passed [percent]
-- column is_shown: Whether the page of a forecast shows it
select
    e.account,
    e.period_id,
    e.pool,
    e.number,
    coalesce(k.name, e.skus) as name,
    k.unit,
    e.quantity,
    e.price_usd as next_usd,
    e.is_passed,
    e.passing,
    e.paths,
    case
        when e.is_passed then 100
        when e.paths >= 5 then half_up_div(e.passing * 100, e.paths)
    end::integer as percent,
    e.passes_on,
    not e.is_passed and (e.passing > 0 or e.passes_on is not null)
        and (e.number = 0 or e.price_usd >= 1) as is_shown,
    printf(
        '%s: %s %s %s%s.',
        coalesce(k.name, e.skus),
        case when e.number = 0 and e.position > 0 then 'the allowance of'
            else printf('block %s begins after', (e.number + 1)::varchar) end,
        short_digits(e.quantity),
        replace(plural_unit(e.quantity, coalesce(k.unit, 'unit')), '_', ' ')
            || if(e.number = 0 and e.position > 0,
                if(e.passes_on is null, ' is not passed', ' is passed'), ''),
        case
            when e.is_passed then ' on ' || e.passes_on
            when e.paths < 5 then coalesce(' on ' || e.passes_on || ' by the forecast', '')
            else printf(
                '%s, on %s of %s paths', coalesce(' on ' || e.passes_on, ''),
                if(e.passing = 0, 'none', e.passing::varchar), e.paths::varchar
            )
        end
    ) as says
from foresight.edges as e
left join ref.skus as k on k.sku = e.skus
