-- Every invoice line with the SKU that its wording stands for, and how the line is to be read. A
-- renamed wording is known by both names. Of two meanings the one that is valid on the line's dates
-- counts. A tier row ("First 90,000") belongs to the line above it. A line without a SKU may be
-- tax, a credit or a balance. A line that charges or credits part of a period has the SKU of its
-- subscription.
-- grain: invoice_id, line_number
-- see: https://developers.cloudflare.com/billing/manage/invoices/
-- column amount_usd: Amount that the line prints [USD]
-- column per_quantity: Units for which the line prints its unit price; null where it prints none
-- column per_quantity: [unit of the SKU]
with lines as (
    select
        l.*,
        coalesce(r.sku, w.sku) as own_sku,
        if(r.sku is null, w.line_shape, 'subscription') as own_shape,
        r.sku is not null as is_prorated,
        case when r.is_fit then r.prorated_usd end as prorated_usd,
        w.printed_scale as own_scale,
        l.tier_of is not null or regexp_matches(l.description, '^First [\d,.]+') as is_tier_row
    from staging.invoice_lines as l
    left join ref.invoice_wordings as w on lower(w.wording) = lower(l.wording)
    left join reconcile.prorations as r using (invoice_id, line_number)
    qualify row_number() over (
        partition by l.invoice_id, l.line_number
        order by
            coalesce(l.starts_on >= w.seen_from, true) and coalesce(l.starts_on < w.seen_to, true)
                desc,
            w.seen_from desc nulls last,
            w.sku
    ) = 1
),
with_tiers as (
    select
        * exclude (own_sku, own_shape, own_scale),
        case when is_tier_row then last_value(own_sku ignore nulls) over so_far else own_sku end
            as sku,
        case when is_tier_row then 'tier' else own_shape end as line_shape,
        coalesce(own_scale, 1) as printed_scale
    from lines
    window so_far as (partition by invoice_id order by line_number)
)
select
    *,
    case when sku is null then (
        select min(o.kind)
        from ref.other_lines as o
        where regexp_matches(lower(with_tiers.description), '\b' || o.words || '\b')
            and (o.kind <> 'credit' or with_tiers.amount_usd < 0)
    ) end as other_kind,
    sku is not null and amount_usd < 0 and coalesce(quantity, 0) >= 0 and prorated_usd is null
        as is_credit,
    case when not is_tier_row then unit_price_usd end as printed_price_usd,
    coalesce(per_quantity, 1) * printed_scale as printed_per
from with_tiers
