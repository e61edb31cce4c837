-- What the prediction of a statement covers, in words and numbers: how many of the products in use,
-- and which are missing. An invoice or Cloudflare's feed shows all products in use. Without either,
-- products with no loaded data may be in use as well.
-- grain: account, period_id
-- column lacks: Products in use that the prediction does not cover whole, as a list
-- column says: How many products in use the prediction covers, in words
with counted as (
    select
        p.account,
        p.period_id,
        count(r.product) as products_in_use,
        count(*) filter (where r.covered in ('whole', 'to date')) as products_covered,
        count(*) filter (where r.covered = 'to date') as products_to_date,
        count(*) filter (where r.covered = 'part') as products_in_part,
        count(*) filter (where r.covered = 'none') as products_absent,
        coalesce(list(r.product order by r.product) filter (where r.covered <> 'whole'), [])
            as lacks,
        bool_or(s.invoices is not null) or bool_or(exists (
            select 1
            from usage.feed_coverage as f
            where f.account = p.account and f.period_id = p.period_id
        )) as is_use_known
    from params.periods as p
    left join report.products as r using (account, period_id)
    left join reconcile.statements as s using (account, period_id)
    group by p.account, p.period_id
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
        case when products_in_use = 0 then 'No product is known to be in use'
            else printf('The prediction covers %d of %d %s in use', products_covered,
                products_in_use, case when products_in_use = 1 then 'product' else 'products' end)
        end,
        case when products_to_date > 0 then printf(', %d of them to date', products_to_date)
            else '' end,
        case when is_use_known then '.' else
            '; without an invoice or the billable-usage feed, others may be in use.' end
    ) as says,
    case when len(lacks) > 0 then concat_ws(', ',
        case when products_absent > 0 then printf('%d %s not in it', products_absent,
            case when products_absent = 1 then 'product in use is' else 'products in use are' end)
        end,
        case when products_in_part > 0 then printf('%d %s in it only in part',
            products_in_part, if(products_in_part = 1, 'product is', 'products are')) end,
        case when products_to_date > 0 then printf('%d %s in it to date',
            products_to_date, if(products_to_date = 1, 'product is', 'products are')) end
    ) end as says_partial
from counted
