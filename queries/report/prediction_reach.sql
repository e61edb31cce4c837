-- What the prediction of a statement covers, in words and numbers: how many of the products in use,
-- and which it lacks. What is in use is known where an invoice or Cloudflare's own feed says what is
-- billed; without either, products of which nothing was loaded may be in use as well.
-- grain: account, period_id
with counted as (
    select
        p.account,
        p.period_id,
        count(r.product) as products_in_use,
        count(*) filter (where r.covered in ('whole', 'to date')) as products_covered,
        count(*) filter (where r.covered = 'part') as products_in_part,
        count(*) filter (where r.covered = 'to date') as products_to_date,
        coalesce(list(r.product order by r.product) filter (where r.covered <> 'whole'), [])
            as lacks,
        bool_or(coalesce(s.invoices, 0) > 0) or exists (
            select 1
            from usage.feed_coverage as f
            where f.account = p.account and f.period_id = p.period_id
        ) as is_use_known
    from params.periods as p
    left join report.products as r using (account, period_id)
    left join reconcile.statements as s using (account, period_id)
    group by p.account, p.period_id
),
named as (
    select
        *,
        (products_in_use - products_covered)::bigint as products_lacking
    from counted
)
select
    account,
    period_id,
    products_in_use,
    products_covered,
    lacks,
    is_use_known,
    len(lacks) > 0 as is_partial,
    concat(
        printf(
            'the prediction covers %d of %d %s in use', products_covered, products_in_use,
            case when products_in_use = 1 then 'product' else 'products' end
        ),
        case when products_to_date > 0
            then printf(', %d of them to date', products_to_date) else '' end,
        case when not is_use_known
            then '; nothing that was loaded shows what else may be in use' else '' end
    ) as says,
    case when len(lacks) > 0 then concat_ws(', ',
        case when products_lacking > 0 then printf(
            case when products_lacking = 1 then '%d product in use is not %sin it'
                else '%d products in use are not %sin it' end,
            products_lacking,
            case when products_in_part > 0 then 'wholly ' else '' end
        ) end,
        case when products_to_date > 0 then printf('%d to date', products_to_date) end
    ) end as says_partial
from named
